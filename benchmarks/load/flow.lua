-- The whole purchase, step by step: token, add, add, createCheckout, updateCheckout with address and delivery, createOrder.
-- Run it with as many threads as connections: each thread then has one connection, and its steps follow each other.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local items, client, step, token, checkout, delivery, at
steps = 6
function init(args)
  items = lines("products.txt")
  client = os.getenv("LOAD_CLIENT_ID")
  at = number * 31
  step = 1
end
local json = { ["content-type"] = "application/json" }
local address = '{"address":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001","addressLine":"1 Main St"},'
  .. '"contactDetails":{"firstName":"Ada","lastName":"Load","phone":"5551234567"}}'
local function post(verb, path, body)
  return wrk.format(verb, path, { ["authorization"] = token, ["content-type"] = "application/json" }, body)
end
function request()
  if step == 1 then
    return wrk.format("POST", "/oauth2/token", json, '{"clientId":"' .. client .. '","grantType":"anonymous"}')
  elseif step == 2 or step == 3 then
    at = at + 1
    return post("POST", "/ecom/v1/carts/current/add-to-cart", '{"lineItems":[' .. line_of(items[at % #items + 1]) .. ']}')
  elseif step == 4 then
    return post("POST", "/ecom/v1/carts/current/create-checkout", '{"channelType":"WEB","email":"ada@example.com",'
      .. '"shippingAddress":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001","addressLine":"1 Main St"}}')
  elseif step == 5 then
    return post("PATCH", "/ecom/v1/checkouts/" .. checkout, '{"checkout":{"id":"' .. checkout
      .. '","buyerInfo":{"email":"ada@example.com"},"billingInfo":' .. address .. ',"shippingInfo":{"shippingDestination":' .. address .. '}}}')
  else
    return post("POST", "/ecom/v1/checkouts/" .. checkout .. "/create-order", '{"id":"' .. checkout .. '"}')
  end
end
function response(status, headers, body)
  if status ~= 200 then
    if not shown then io.stderr:write("step " .. step .. ": " .. status .. " " .. body:sub(1, 300) .. "\n") shown = true end
    step = 1
    return
  end
  if step == 1 then token = body:match('"access_token":"([^"]+)"')
  elseif step == 4 then checkout = body:match('"checkoutId":"([^"]+)"') end
  step = step == steps and 1 or step + 1
end
function done(summary, latency) report("wholeFlow", summary, latency, steps) end

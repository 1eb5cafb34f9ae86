-- Visitors add an item that their cart of three lines already holds: a durable write each.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local tokens, items, at
function init(args)
  tokens = lines("tokens.txt")
  items = lines("products.txt")
  at = number * 7919
end
function request()
  at = at + 1
  local n = at % #tokens
  return wrk.format("POST", "/ecom/v1/carts/current/add-to-cart",
    { ["authorization"] = tokens[n + 1], ["content-type"] = "application/json" },
    '{"lineItems":[' .. line_of(items[n % #items + 1]) .. ']}')
end
function done(summary, latency) report("addToCurrentCart", summary, latency, 1) end

-- Visitors ask what their cart comes to, with all rules, tax and delivery to an address.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local tokens, at
function init(args)
  tokens = lines("tokens.txt")
  at = number * 7919
end
function request()
  at = at + 1
  return wrk.format("POST", "/ecom/v1/carts/current/estimate-totals",
    { ["authorization"] = tokens[at % #tokens + 1], ["content-type"] = "application/json" },
    '{"shippingAddress":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001","addressLine":"1 Main St"}}')
end
function done(summary, latency) report("estimateCurrentCartTotals", summary, latency, 1) end

-- Visitors read their current cart, 10,000 carts in rotation.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local tokens, at
function init(args)
  tokens = lines("tokens.txt")
  at = number * 7919
end
function request()
  at = at + 1
  return wrk.format("GET", "/ecom/v1/carts/current", { ["authorization"] = tokens[at % #tokens + 1] })
end
function done(summary, latency) report("getCurrentCart", summary, latency, 1) end

-- A visitor looks at the newest products.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local tokens, at
function init(args)
  tokens = lines("tokens.txt")
  at = number * 7919
end
function request()
  at = at + 1
  return wrk.format("POST", "/stores/v3/products/query",
    { ["authorization"] = tokens[at % #tokens + 1], ["content-type"] = "application/json" },
    '{"query":{"cursorPaging":{"limit":10}}}')
end
function done(summary, latency) report("browse", summary, latency, 1) end

-- Staff look at the newest 100 orders.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local ask
function init(args)
  ask = wrk.format("POST", "/ecom/v1/orders/search", { ["authorization"] = os.getenv("LOAD_API_KEY"), ["content-type"] = "application/json" },
    '{"search":{"cursorPaging":{"limit":100},"sort":[{"fieldName":"createdDate","order":"DESC"}]}}')
end
function request() return ask end
function done(summary, latency) report("newest100", summary, latency, 1) end

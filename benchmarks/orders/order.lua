-- Staff read orders by id, in turn through the ids of orders.txt.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local key, paths, at = os.getenv("LOAD_API_KEY")
function init(args)
  paths = lines("orders.txt")
  for i, line in ipairs(paths) do paths[i] = "/ecom/v1/orders/" .. line:match("%S+") end
  at = number * 7919
end
function request()
  at = at + 1
  return wrk.format("GET", paths[at % #paths + 1], { ["authorization"] = key })
end
function done(summary, latency) report(os.getenv("LOAD_NAME") or "getOrder", summary, latency, 1) end

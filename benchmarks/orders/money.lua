-- Each order of orders.txt is refunded, or its payment captured, once; those of the warm-up are the first two fifths.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local ffi = require("ffi")
ffi.cdef [[ typedef struct { long seconds; long micros; } moment; int gettimeofday(moment *now, void *zone); ]]
local key, what = os.getenv("LOAD_API_KEY"), os.getenv("LOAD_NAME")
local money = what:match("refund") or "capture"
local paths = { refund = "/ecom/v1/order-billing/refund-payments", capture = "/ecom/v1/order-billing/capture-authorized-payments" }
local bodies = {
  refund = '{"orderId":"%s","paymentRefunds":[{"paymentId":"%s","amount":{"amount":"30.00"},"externalRefund":' .. tostring(what:match("External") ~= nil) .. '}]}',
  capture = '{"orderId":"%s","payments":[{"paymentId":"%s"}]}'
}
local orders, at, last, from
-- Requests until the orders were used up, and the seconds that it took; 0 while there are more.
used, took = 0, 0
local function now()
  local moment = ffi.new("moment")
  ffi.C.gettimeofday(moment, nil)
  return tonumber(moment.seconds) + tonumber(moment.micros) / 1e6
end
function init(args)
  orders = lines("orders.txt")
  local first = math.floor(#orders * 2 / 5)
  local warming = os.getenv("LOAD_PART") == "warmup"
  at = warming and 0 or first
  last = warming and first or #orders
  used = last - at
end
function request()
  from = from or now()
  at = at + 1
  if at > last then
    if took == 0 then took = now() - from end
    wrk.thread:stop()
    return wrk.format("GET", "/ecom/v1/orders/" .. orders[last]:match("%S+"), { ["authorization"] = key })
  end
  local order, payment = orders[at]:match("(%S+) (%S+)")
  return wrk.format("POST", paths[money], { ["authorization"] = key, ["content-type"] = "application/json" }, bodies[money]:format(order, payment))
end
function done(summary, latency)
  local thread = all_threads[1]
  local seconds = thread:get("took")
  if seconds > 0 then
    summary.duration = seconds * 1e6
    summary.requests = thread:get("used")
  end
  report(what, summary, latency, 1)
end

-- Each order of orders.txt is refunded, or its payment captured, once; those of the warm-up are the first fifth.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
local key, what = os.getenv("LOAD_API_KEY"), os.getenv("LOAD_NAME")
local paths = { refund = "/ecom/v1/order-billing/refund-payments", capture = "/ecom/v1/order-billing/capture-authorized-payments" }
local bodies = {
  refund = '{"orderId":"%s","paymentRefunds":[{"paymentId":"%s","amount":{"amount":"30.00"}}]}',
  capture = '{"orderId":"%s","payments":[{"paymentId":"%s"}]}'
}
local orders, at, last
function init(args)
  orders = lines("orders.txt")
  local fifth = math.floor(#orders / 5)
  at = os.getenv("LOAD_PART") == "warmup" and 0 or fifth
  last = at == 0 and fifth or #orders
end
function request()
  at = at + 1
  if at > last then wrk.thread:stop() at = last end
  local order, payment = orders[at]:match("(%S+) (%S+)")
  return wrk.format("POST", paths[what], { ["authorization"] = key, ["content-type"] = "application/json" }, bodies[what]:format(order, payment))
end
function done(summary, latency) report(what, summary, latency, 1) end

-- Shared by the scenarios: reads what PrepareCarts wrote, and reports what was not 200.
local folder = os.getenv("LOAD_FOLDER")

function lines(name)
  local all = {}
  for line in io.lines(folder .. "/" .. name) do all[#all + 1] = line end
  return all
end

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
  if not all_threads then all_threads = {} end
  table.insert(all_threads, thread)
end

function line_of(item)
  local product, variant = item:match("(%S+) (%S+)")
  return '{"quantity":1,"catalogReference":{"appId":"215238eb-22a5-4c36-9e7b-e7c08025e04e","catalogItemId":"'
    .. product .. '","options":{"variantId":"' .. variant .. '"}}}'
end

function report(name, summary, latency, per)
  local seconds = summary.duration / 1e6
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format('{"scenario":"%s","rate":%.1f,"p50Ms":%.2f,"p99Ms":%.2f,"requests":%d,"failed":%d}\n',
    name, summary.requests / per / seconds, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.requests, bad))
end

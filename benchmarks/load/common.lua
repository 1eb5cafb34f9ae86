-- Shared by the scenarios: reads what PrepareCarts wrote, and reports what was not 200.
local folder = os.getenv("LOAD_FOLDER")

local carts = tonumber(os.getenv("LOAD_CARTS") or "10000")

-- The first lines of a file; of tokens.txt as many as carts are in rotation.
function lines(name)
  local all = {}
  for line in io.lines(folder .. "/" .. name) do
    all[#all + 1] = line
    if #all == carts then break end
  end
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
  io.write(string.format('{"scenario":"%s","rate":%.1f,"connections":%d,"p50Ms":%.2f,"p99Ms":%.2f,"requests":%d,"failed":%d}\n',
    name, (summary.requests - bad) / per / seconds, tonumber(os.getenv("LOAD_CONNECTIONS") or "0"), latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.requests, bad))
end

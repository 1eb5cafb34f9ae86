-- The bound for reads: a bare Vert.x server with a fixed answer.
dofile(os.getenv("LOAD_SCRIPTS") .. "/common.lua")
function done(summary, latency) report("fixedAnswer", summary, latency, 1) end

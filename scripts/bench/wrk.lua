-- Prints what wrk measured as one line for the scripts. With WRK_TARGETS ("127.0.0.1:9001 127.0.0.1:9002") the threads
-- go to these in turn instead of to the URL's host: the backends without a proxy.
local targets = {}
for host, port in (os.getenv("WRK_TARGETS") or ""):gmatch("([%w.]+):(%d+)") do
   targets[#targets + 1] = { host = host, port = port }
end
local threads = 0

function setup(thread)
   if #targets > 0 then
      local target = targets[threads % #targets + 1]
      thread.addr = wrk.lookup(target.host, target.port)[1]
   end
   threads = threads + 1
end

-- RESULT requests microseconds bytes p50 p99 connect read write status timeout; times in microseconds
function done(summary, latency)
   local errors = summary.errors
   io.write(string.format("RESULT %d %d %d %d %d %d %d %d %d %d\n",
      summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
      errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end

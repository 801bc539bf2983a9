-- For wrk. METHOD, BODY and HEADERS ("Name: value" lines) come from the environment. With KEY and KEYS, each request goes to the
-- next of KEYS users, from FROM on, instead of to KEY (a body may be without it); with BOXES too, to the next of so many sandboxes. Prints
-- one line of JSON at the end.
local body = os.getenv("BODY")
wrk.method = os.getenv("METHOD")
wrk.body = body
wrk.headers["Content-Type"] = "application/json"
for line in os.getenv("HEADERS"):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+):%s*(.*)$")
  wrk.headers[name] = value
end

local key, keys, at, boxes = os.getenv("KEY"), tonumber(os.getenv("KEYS")), tonumber(os.getenv("FROM") or 0), tonumber(os.getenv("BOXES"))

local function around(text)
  local from, to = text:find(key, 1, true)
  if not from then return end
  return text:sub(1, from - 1), text:sub(to + 1)
end

function init()
  if not keys then return end
  local pathA, pathB = around(wrk.path)
  local bodyA, bodyB = around(body)
  function request()
    at = at + 1
    local other = string.format("user-%06d", at % keys + 1)
    if boxes then wrk.headers["X-Mock-Sandbox"] = "box-" .. at % boxes end
    return wrk.format(nil, pathA .. other .. pathB, nil, bodyA and bodyA .. other .. bodyB or body)
  end
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format('RESULT {"perSecond":%.1f,"p50":%.3f,"p99":%.3f,"requests":%d,"failed":%d}', summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.requests, errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end

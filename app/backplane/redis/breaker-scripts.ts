import { OWED } from './owed-scripts'
import { timedScript } from './script'

/** Failures that nobody adds to for 30 days are forgotten. */
const IDLE_MS = 2_592_000_000

/**
 * KEYS breaker, entries that are owed · ARGV outcome, by, failures that open it, milliseconds open, wall time of whoever asks, id for an entry,
 * whose credential it is, kind of whoever reports.
 * The rules of `recorded`, at the server. Answers the entries that are owed, refused or taken, then how it stands: state, failures, milliseconds
 * until somebody may try (-1 if that says nothing).
 */
export const REPORT_TO_BREAKER = timedScript(
  'report_to_breaker',
  `${OWED(2)}
local outcome, by, most, open_ms = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local found = redis.call('HMGET', KEYS[1], 'failures', 'over', 'probe')
local failures, over, probe = tonumber(found[1] or '0'), tonumber(found[2] or '0'), found[3]
local is_open = over > 0
local is_over = now >= over or over - now > open_ms

local function standing(kind)
  if not is_open then return {owed, kind, 'closed', failures, -1} end
  if now >= over or over - now > open_ms then return {owed, kind, 'half_open', failures, -1} end
  return {owed, kind, probe and 'half_open' or 'open', failures, over - now}
end
local function keep()
  if not is_open and failures == 0 then return redis.call('DEL', KEYS[1]) end
  redis.call('HSET', KEYS[1], 'failures', failures, 'over', over)
  if is_open then redis.call('PERSIST', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ${IDLE_MS}) end
  if probe then redis.call('HSET', KEYS[1], 'probe', probe) else redis.call('HDEL', KEYS[1], 'probe') end
end

if outcome == 'state' then return standing('taken') end
if outcome == 'attempt' then
  if not is_open then return standing('taken') end
  if not is_over then return standing('refused') end
  over, probe = now + open_ms, by
  keep()
  return standing('taken')
end
if is_open and probe ~= by then return standing('taken') end
if outcome == 'success' then
  if is_open then owe(ARGV[6], ARGV[5], ARGV[7], 'closed 0 ' .. ARGV[8] .. ' ' .. by) end
  failures, over, probe, is_open = 0, 0, false, false
  keep()
  return standing('taken')
end
failures = failures + 1
if is_open or failures >= most then
  over, probe, is_open = now + open_ms, false, true
  owe(ARGV[6], ARGV[5], ARGV[7], 'opened ' .. failures .. ' ' .. ARGV[8] .. ' ' .. by)
  keep()
  return standing('taken')
end
keep()
return standing('taken')
`,
)

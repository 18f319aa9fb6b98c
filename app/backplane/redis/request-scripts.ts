import { timedScript } from './script'

/** A question is kept a little longer than anybody waits for its reply, so that a reply is found by whoever looks late. */
const GRACE_MS = 30_000

/** KEYS question, asked · ARGV id, what was asked, milliseconds. Putting it again changes nothing. */
export const PUT_QUESTION = timedScript(
  'put_question',
  `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local kept = tonumber(ARGV[3]) + ${GRACE_MS}
redis.call('HSET', KEYS[1], 'asked', ARGV[2], 'over', now + ARGV[3])
redis.call('PEXPIRE', KEYS[1], kept)
redis.call('ZADD', KEYS[2], stamp[1] * 1000000 + stamp[2], ARGV[1])
if redis.call('PTTL', KEYS[2]) < kept then redis.call('PEXPIRE', KEYS[2], kept) end
return 1
`,
)

/** KEYS question · What was asked and for how long it still waits; nothing if it does not. */
export const FIND_QUESTION = timedScript(
  'find_question',
  `
local found = redis.call('HMGET', KEYS[1], 'asked', 'over', 'reply')
if not found[1] or found[3] or tonumber(found[2]) <= now then return nil end
return {found[1], found[2] - now}
`,
)

/** KEYS asked · ARGV where questions lie, limit. Puts away what nobody waits for any more. */
export const PENDING_QUESTIONS = timedScript(
  'pending_questions',
  `
local pending = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local found = redis.call('HMGET', ARGV[1] .. id, 'asked', 'over', 'reply')
  if not found[1] or found[3] or tonumber(found[2]) <= now then redis.call('ZREM', KEYS[1], id)
  else table.insert(pending, {found[1], found[2] - now}) end
  if #pending >= tonumber(ARGV[2]) then break end
end
return pending
`,
)

/** KEYS question, asked · ARGV id, reply, by. The first reply to a question that waits is taken; 1 if this was it. */
export const TAKE_REPLY = timedScript(
  'take_reply',
  `
local found = redis.call('HMGET', KEYS[1], 'over', 'reply')
if not found[1] or found[2] or tonumber(found[1]) <= now then return 0 end
redis.call('HSET', KEYS[1], 'reply', ARGV[2], 'by', ARGV[3])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
`,
)

/** KEYS question · ARGV channel, word. The reply that was taken may be given to its asker. */
export const HAND_REPLY = timedScript(
  'hand_reply',
  `
if redis.call('HEXISTS', KEYS[1], 'reply') == 0 then return 0 end
redis.call('HSET', KEYS[1], 'handed', 1)
redis.call('PUBLISH', ARGV[1], ARGV[2])
return 1
`,
)

/** KEYS question, asked · ARGV id. Gives a reply back that could not be kept on the record. */
export const DROP_REPLY = timedScript(
  'drop_reply',
  `
if redis.call('HEXISTS', KEYS[1], 'handed') == 1 then return 0 end
redis.call('HDEL', KEYS[1], 'reply', 'by')
redis.call('ZADD', KEYS[2], stamp[1] * 1000000 + stamp[2], ARGV[1])
return 1
`,
)

/** KEYS question, asked · ARGV id, whether this is the last look. The reply; 'waits'; 'gone' if nothing is known of it. After the last look nobody can reply. */
export const LOOK_FOR_REPLY = timedScript(
  'look_for_reply',
  `
local found = redis.call('HMGET', KEYS[1], 'reply', 'by', 'handed', 'over')
if found[1] and (found[3] or ARGV[2] == '1') then return {'replied', found[1], found[2]} end
if not found[4] then return {'gone'} end
if ARGV[2] == '1' then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
end
return {'waits'}
`,
)

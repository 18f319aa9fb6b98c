import { timedScript } from './script'

/** Longer than anybody takes who was given a number and has not used it yet. */
const REMEMBERED_MS = 86_400_000

/**
 * KEYS lease, last · ARGV holder, milliseconds, a number of the database (0: none was drawn yet).
 * The number under which it is held now; 0 if it is free, -1 if it is somebody else's, -2 if the number was overtaken.
 */
export const TAKE_LEASE = timedScript(
  'take_lease',
  `
local held = redis.call('HMGET', KEYS[1], 'holder', 'fencing')
if held[1] and held[1] ~= ARGV[1] then return -1 end
if held[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return tonumber(held[2])
end
local number = tonumber(ARGV[3])
if number == 0 then return 0 end
if number <= tonumber(redis.call('GET', KEYS[2]) or '0') then return -2 end
redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'fencing', number)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], number, 'PX', ${REMEMBERED_MS})
return number
`,
)

/** KEYS lease · ARGV number. Free, unless it is held under another one. */
export const RELEASE_LEASE = timedScript(
  'release_lease',
  `
if redis.call('HGET', KEYS[1], 'fencing') == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`,
)

import { OWED } from './owed-scripts'
import { type Script, timedScript } from './script'

/** Longer than anybody may wait. */
const KEPT_MS = 660_000
/** A barrier to which nobody comes for 30 days is forgotten. */
const IDLE_MS = 2_592_000_000

/**
 * KEYS barrier (generation, parties) · who (member → position and actor) · heard (member, by server time) · untold (member → what it missed) ·
 * where ends lie · entries that are owed. ARGV[1] silence in milliseconds, ARGV[2] channel, ARGV[3] name, ARGV[4] wall time of whoever asks,
 * ARGV[5] and ARGV[6] ids for entries: of what silence broke, and of what is broken now. Each answer begins with the entries that are owed.
 */
const BARRIER = `${OWED(6)}
local generation = tonumber(redis.call('HGET', KEYS[1], 'generation') or '0')
local parties = tonumber(redis.call('HGET', KEYS[1], 'parties') or '0')
local silent_before = now - tonumber(ARGV[1])

local function split(text)
  local at = string.find(text, ' ', 1, true)
  return string.sub(text, 1, at - 1), string.sub(text, at + 1)
end
local function finish(reason, member, id, by)
  local all = redis.call('HGETALL', KEYS[2])
  for i = 1, #all, 2 do
    local heard_at = redis.call('ZSCORE', KEYS[3], all[i]) or '0'
    redis.call('HSET', KEYS[4], all[i], generation .. ' ' .. heard_at .. ' ' .. all[i + 1])
  end
  redis.call('PEXPIRE', KEYS[4], ${KEPT_MS})
  redis.call('DEL', KEYS[2], KEYS[3])
  redis.call('SET', KEYS[5] .. generation, reason .. ' ' .. member, 'PX', ${KEPT_MS})
  redis.call('HSET', KEYS[1], 'generation', generation + 1)
  redis.call('PEXPIRE', KEYS[1], ${IDLE_MS})
  redis.call('PUBLISH', ARGV[2], 'barrier:' .. generation .. ' ' .. ARGV[3] .. ' ' .. reason .. ' ' .. member)
  if id then owe(id, ARGV[4], by, generation .. ' ' .. reason .. ' ' .. member) end
  generation = generation + 1
end
local silent = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', silent_before, 'LIMIT', 0, 1)[1]
if silent then finish('silent', silent, ARGV[5], 'platform') end
`

const barrierScript = (name: string, lua: string): Script => timedScript(name, `${BARRIER}${lua}`)

/** ARGV[7] member, actor, parties, the generation it waited in already (or 0). 'parties', 'taken', 'told' or 'waits'. */
export const ARRIVE = barrierScript(
  'arrive',
  `
local member, actor, wanted, known_generation = ARGV[7], ARGV[8], tonumber(ARGV[9]), tonumber(ARGV[10])
local missed = redis.call('HGET', KEYS[4], member)
if missed then
  local its, rest = split(missed)
  local heard_at, place = split(rest)
  local position, its_actor = split(place)
  local ended = redis.call('GET', KEYS[5] .. its)
  if ended and its_actor == actor and tonumber(heard_at) > silent_before then
    redis.call('HDEL', KEYS[4], member)
    local reason, who = split(ended)
    return {owed, 'told', tonumber(its), tonumber(position), reason, who}
  end
end
local first = math.max(1, known_generation)
if generation < first then
  generation = first
  redis.call('HSET', KEYS[1], 'generation', generation)
end
local count = redis.call('HLEN', KEYS[2])
if count > 0 and parties ~= wanted then return {owed, 'parties', parties} end
local known = redis.call('HGET', KEYS[2], member)
if known then
  local position, its_actor = split(known)
  if its_actor ~= actor then return {owed, 'taken'} end
  redis.call('ZADD', KEYS[3], now, member)
  return {owed, 'waits', generation, tonumber(position)}
end
redis.call('HSET', KEYS[1], 'parties', wanted)
local position = count + 1
if position >= wanted then
  local its = generation
  finish('passed', '')
  return {owed, 'told', its, position, 'passed', ''}
end
redis.call('PEXPIRE', KEYS[1], ${IDLE_MS})
redis.call('HSET', KEYS[2], member, position .. ' ' .. actor)
redis.call('ZADD', KEYS[3], now, member)
return {owed, 'waits', generation, position}
`,
)

/** ARGV[7] generation, then members that wait for it. How it ended ('' if it has not), then which of them are not known here. */
export const WATCH = barrierScript(
  'watch',
  `
local ended = redis.call('GET', KEYS[5] .. ARGV[7])
local answer = {owed, ended or ''}
for i = 8, #ARGV do
  if ended then
    local missed = redis.call('HGET', KEYS[4], ARGV[i])
    if missed and split(missed) == ARGV[7] then redis.call('HDEL', KEYS[4], ARGV[i]) end
  elseif generation == tonumber(ARGV[7]) and redis.call('HEXISTS', KEYS[2], ARGV[i]) == 1 then redis.call('ZADD', KEYS[3], now, ARGV[i])
  else table.insert(answer, ARGV[i]) end
end
return answer
`,
)

/** ARGV[7] generation, member. It was there until now, also if its generation has ended and nobody has told it. */
export const HEAR = barrierScript(
  'hear',
  `
if generation == tonumber(ARGV[7]) then redis.call('ZADD', KEYS[3], 'XX', now, ARGV[8]) end
local missed = redis.call('HGET', KEYS[4], ARGV[8])
if missed then
  local its, rest = split(missed)
  local _, place = split(rest)
  if its == ARGV[7] then redis.call('HSET', KEYS[4], ARGV[8], its .. ' ' .. now .. ' ' .. place) end
end
return {owed}
`,
)

/** ARGV[7] generation, member, actor. Unless it has ended, nobody passes. */
export const GIVE_UP = barrierScript(
  'give_up',
  `
if generation ~= tonumber(ARGV[7]) or redis.call('HEXISTS', KEYS[2], ARGV[8]) == 0 then return {owed} end
finish('timeout', ARGV[8], ARGV[6], ARGV[9])
return {owed}
`,
)

/** ARGV[7] member, actor, whether of others as well, whose credential says so. 1 if it waited there. */
export const WITHDRAW = barrierScript(
  'withdraw',
  `
local known = redis.call('HGET', KEYS[2], ARGV[7])
if not known then return {owed, 0} end
local _, its_actor = split(known)
if ARGV[9] ~= '1' and its_actor ~= ARGV[8] then return {owed, 0} end
finish('withdrawn', ARGV[7], ARGV[6], ARGV[10])
return {owed, 1}
`,
)

/** Generation, parties, then each member with its position and actor. */
export const BARRIER_STATE = barrierScript(
  'barrier_state',
  `
local answer = {owed, generation, parties}
local all = redis.call('HGETALL', KEYS[2])
for i = 1, #all do table.insert(answer, all[i]) end
return answer
`,
)

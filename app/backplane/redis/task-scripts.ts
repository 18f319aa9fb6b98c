import { script, timedScript } from './script'

/** BullMQ's keys of a queue. KEYS wait, prioritized, delayed, active, stalled. ARGV[1] what stands before ids in keys. */
const QUEUE = `
local wait, prioritized, delayed, active, stalled = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local function leave(id)
  redis.call('LREM', active, 1, id)
  redis.call('LREM', wait, 1, id)
  redis.call('ZREM', prioritized, id)
  redis.call('ZREM', delayed, id)
  redis.call('SREM', stalled, id)
  redis.call('DEL', ARGV[1] .. id .. ':lock')
end
`

/** Where one task lies among them. ARGV[2] id. */
const TASK = `${QUEUE}
local id = ARGV[2]
local job = ARGV[1] .. id
local lock = job .. ':lock'
`

/**
 * ARGV[2] channel, ARGV[3] word, then of each task the id and its place among those that wait. BullMQ has counted those that were added; the
 * number of the task is what counts, so that it stands where it belongs though others were added elsewhere. How many BullMQ knows (by now).
 */
export const PLACE_NEW = script(
  'place_new',
  `${QUEUE}
local placed = 0
for i = 4, #ARGV, 2 do
  local job = ARGV[1] .. ARGV[i]
  if redis.call('EXISTS', job) == 1 then
    redis.call('HSET', job, 'place', ARGV[i + 1])
    redis.call('ZADD', prioritized, 'XX', ARGV[i + 1], ARGV[i])
    placed = placed + 1
  end
end
if placed > 0 then redis.call('PUBLISH', ARGV[2], ARGV[3]) end
return placed
`,
)

/** ARGV[3] its place, ARGV[4] channel, ARGV[5] word, ARGV[6] when it is due in BullMQ's score (0: now). 0 if BullMQ does not know it. */
export const PUT_BACK = script(
  'put_back',
  `${TASK}
leave(id)
if redis.call('EXISTS', job) == 0 then return 0 end
redis.call('HSET', job, 'place', ARGV[3])
if ARGV[6] ~= '0' then redis.call('ZADD', delayed, ARGV[6], id) else redis.call('ZADD', prioritized, ARGV[3], id) end
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
`,
)

/** ARGV[3] milliseconds. It is in a worker's hands, whom nobody has been told of: its silence begins now. 0 if BullMQ does not know it. */
export const OCCUPY = script(
  'occupy',
  `${TASK}
leave(id)
if redis.call('EXISTS', job) == 0 then return 0 end
redis.call('LPUSH', active, id)
redis.call('SET', lock, 'concord', 'PX', ARGV[3])
return 1
`,
)

/** These (ARGV[2] on, ids) have ended: nothing is left of them. */
export const FORGET = script(
  'forget',
  `${QUEUE}
for i = 2, #ARGV do
  leave(ARGV[i])
  redis.call('DEL', ARGV[1] .. ARGV[i])
end
return 1
`,
)

/** ARGV[2] milliseconds, then ids. Of each: its worker is there, 'held'; 'silent' if the time of its silence is over already; 'unknown' if nothing is known of it. */
export const HOLD = script(
  'hold',
  `${QUEUE}
local function hold(id)
  local job = ARGV[1] .. id
  local lock = job .. ':lock'
  if redis.call('PEXPIRE', lock, ARGV[2]) == 1 then return 'held' end
  if redis.call('LPOS', active, id) then return 'silent' end
  return 'unknown'
end
local answers = {}
for i = 3, #ARGV do answers[i - 2] = hold(ARGV[i]) end
return answers
`,
)

/** Tasks that are due stand where they belong. ARGV[2] BullMQ's score of this moment. BullMQ itself would put them behind all others. */
export const COME_DUE = script(
  'come_due',
  `
local prioritized, delayed = KEYS[2], KEYS[3]
local due = redis.call('ZRANGEBYSCORE', delayed, 0, ARGV[2], 'LIMIT', 0, 500)
for _, id in ipairs(due) do
  local place = redis.call('HGET', ARGV[1] .. id, 'place')
  if place then
    redis.call('ZREM', delayed, id)
    redis.call('ZADD', prioritized, place, id)
  end
end
return #due
`,
)

/** Tasks whose worker is silent, by the server's time: in somebody's hands, and no lock is left. ARGV[2] how many at most. */
export const SILENT = script(
  'silent',
  `
local silent = {}
for _, id in ipairs(redis.call('LRANGE', KEYS[4], 0, -1)) do
  if redis.call('EXISTS', ARGV[1] .. id .. ':lock') == 0 then table.insert(silent, id) end
  if #silent >= tonumber(ARGV[2]) then break end
end
return silent
`,
)

/** In how many milliseconds there may be something to take (-1: nothing is in sight). ARGV[2] wall time of whoever asks, ARGV[3] whether to look for silence. */
export const PROSPECT = timedScript(
  'prospect',
  `
if redis.call('ZCARD', KEYS[2]) > 0 or redis.call('LLEN', KEYS[1]) > 0 then return 0 end
local next = redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2]
if not next then return -1 end
return math.max(0, math.floor(tonumber(next) / 4096) - tonumber(ARGV[2]))
`,
)

/** So long nobody else gets what a platform has taken and not yet given to a worker. */
export const TAKING_MS = 5_000

/** For each id (ARGV[2] on) where it is: w, p, d, l (in somebody's hands), h (in a worker's, surely), a (of somebody silent), or n (nowhere). */
export const WHEREABOUTS = script(
  'whereabouts',
  `
local answer = {}
local active = {}
for _, id in ipairs(redis.call('LRANGE', KEYS[4], 0, -1)) do active[id] = true end
local waiting = {}
for _, id in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do waiting[id] = true end
for i = 2, #ARGV do
  local id = ARGV[i]
  local job = ARGV[1] .. id
  local place = 'n'
  if redis.call('EXISTS', job) == 0 then place = 'n'
  elseif active[id] then
    local left = redis.call('PTTL', job .. ':lock')
    place = left > ${TAKING_MS} and 'h' or left > 0 and 'l' or 'a'
  elseif redis.call('ZSCORE', KEYS[2], id) then place = 'p'
  elseif redis.call('ZSCORE', KEYS[3], id) then place = 'd'
  elseif waiting[id] then place = 'w' end
  answer[i - 1] = place
end
return answer
`,
)

/** All ids that lie anywhere in the queue. */
export const EVERYWHERE = script(
  'everywhere',
  `
local all = redis.call('LRANGE', KEYS[1], 0, -1)
for _, part in ipairs({redis.call('LRANGE', KEYS[4], 0, -1), redis.call('ZRANGE', KEYS[2], 0, -1), redis.call('ZRANGE', KEYS[3], 0, -1)}) do
  for _, id in ipairs(part) do table.insert(all, id) end
end
return all
`,
)

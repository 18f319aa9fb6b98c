/** Whoever made the change has had so long to write it down; then anybody does. */
const OVERDUE_MS = 60_000

/**
 * Part of a script that makes changes which belong on the record. The change keeps the entry that it owes, until it is written in the database.
 * `owed` lists, id after id with its text, what whoever runs the script has to write: what it owes itself, and what somebody else did not write.
 */
export const OWED = (key: number): string => `
local owed = {}
local function owe(id, at, by, about)
  local text = now .. ' ' .. at .. ' ' .. by .. ' ' .. about
  redis.call('HSET', KEYS[${key}], id, text)
  table.insert(owed, id)
  table.insert(owed, text)
end
local left = redis.call('HGETALL', KEYS[${key}])
for i = 1, #left, 2 do
  if now - tonumber(string.match(left[i + 1], '^%d+')) >= ${OVERDUE_MS} then
    table.insert(owed, left[i])
    table.insert(owed, left[i + 1])
  end
end
`

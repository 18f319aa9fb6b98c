// A planted fault, loaded before a platform: it is told that a transaction is committed while the commit is still on its way.
const { Client } = require('pg')

const LATE_MS = 60
const { query } = Client.prototype

Client.prototype.query = function (text, ...rest) {
  if (text !== 'commit') return query.call(this, text, ...rest)
  setTimeout(() => query.call(this, text).catch(() => undefined), LATE_MS)
  return Promise.resolve({ rows: [], command: 'COMMIT' })
}

// A planted fault, loaded before a platform: from when it says that it listens, it is told that a transaction is committed while the commit is still
// on its way. What it does before, such as making its tables, is done in full: it would not start otherwise.
const { Client } = require('pg')

const LATE_MS = 60
const { query } = Client.prototype
const { write } = process.stdout
let listens = false

process.stdout.write = function (text, ...rest) {
  listens ||= String(text).includes('is listening')
  return write.call(this, text, ...rest)
}

Client.prototype.query = function (text, ...rest) {
  if (!listens || text !== 'commit') return query.call(this, text, ...rest)
  setTimeout(() => query.call(this, text).catch(() => undefined), LATE_MS)
  return Promise.resolve({ rows: [], command: 'COMMIT' })
}

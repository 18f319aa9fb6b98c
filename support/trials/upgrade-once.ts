import { openSqlite } from '../../app/store/sqlite'

// Opens a database as a start of the platform does: one of an earlier version is upgraded.
openSqlite(process.argv[2] ?? '', 1).close()

import { StorageUnavailable } from '../shared/errors'

export type StorageError = Error & { readonly code?: string }

/** How a store's trouble is told apart: it will pass, the server is away, it stays until somebody helps, or it is a fault in a statement. */
export type StorageTrouble = 'busy' | 'away' | 'failing' | 'fault'

/** The code of an error that tells of a lost connection (SQLSTATE 08006, connection_failure). */
export const CONNECTION_LOST = '08006'

const BUSY = ['SQLITE_BUSY', 'SQLITE_LOCKED']
const FAILING = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_CANTOPEN', 'SQLITE_NOMEM']

const TROUBLES: readonly (readonly [trouble: StorageTrouble, codes: RegExp])[] = [
  ['busy', new RegExp(`^(${BUSY.join('|')})`)],
  ['failing', new RegExp(`^(${FAILING.join('|')})`)],
  // postgresql.org/docs/current/errcodes-appendix.html: given up for a lock, a deadlock or a time limit.
  ['busy', /^(40001|40P01|55P03|57014|25P03)$/],
  // Connections that broke, are refused, or are too many; a server that stops or starts.
  ['away', /^(08...|53300|57P0[1-5])$/],
  // No room, no right, read-only, or the server's own trouble.
  ['failing', /^(53...|58...|42501|25006|XX...)$/],
]

/** Sorts an error by its SQLite result code (sqlite.org/rescode.html, extended codes included) or its SQLSTATE. */
export const troubleOf = ({ code = '' }: StorageError): StorageTrouble => TROUBLES.find(([, codes]) => codes.test(code))?.[0] ?? 'fault'

/** The error as callers see it; a fault of ours stays what it is. */
export function asStorageError(error: StorageError): Error {
  switch (troubleOf(error)) {
    case 'busy':
      return new StorageUnavailable('The store is busy; nothing was stored or read', { cause: error })
    case 'away':
    case 'failing':
      return new StorageUnavailable('The store cannot be used at the moment; nothing was stored or read', { cause: error })
    case 'fault':
      return error
  }
}

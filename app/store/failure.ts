import { StorageUnavailable } from '../shared/errors'

export type StorageError = Error & { readonly code?: string }

/** How SQLite's trouble is told apart: it will pass, it stays until somebody helps, or it is a fault in a statement. */
export type StorageTrouble = 'busy' | 'failing' | 'fault'

const FAILING = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_CANTOPEN', 'SQLITE_NOMEM']

/** Sorts an error by its SQLite result code (sqlite.org/rescode.html), extended codes included. */
export function troubleOf(error: StorageError): StorageTrouble {
  const code = error.code ?? ''
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy'
  return FAILING.some((prefix) => code.startsWith(prefix)) ? 'failing' : 'fault'
}

/** The error as callers see it; a fault of ours stays what it is. */
export function asStorageError(error: StorageError): Error {
  switch (troubleOf(error)) {
    case 'busy':
      return new StorageUnavailable('The store is busy; nothing was stored or read', { cause: error })
    case 'failing':
      return new StorageUnavailable('The store cannot be used at the moment; nothing was stored or read', { cause: error })
    case 'fault':
      return error
  }
}

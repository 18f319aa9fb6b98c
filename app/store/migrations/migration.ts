import type { Compilable, Kysely } from 'kysely'
import type { Tables } from '../tables'

/** One step of the schema's history: a list of statements, run in one transaction with the note that it was done. Never edited once released. */
export interface Migration {
  readonly name: string
  readonly up: (db: Kysely<Tables>) => readonly Compilable[]
}

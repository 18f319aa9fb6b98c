import { sql } from 'kysely'
import type { Party } from '../agents/acting'

/** A person or an agent with the name that it has now; a person who was removed has none. */
export interface NamedParty extends Party {
  readonly name: string
}

/** In a query: the name of whoever has the id in a column. */
export const nameOf = (column: string) =>
  sql<string>`coalesce((select name from agent where agent.id = ${sql.ref(column)}), (select name from person where person.id = ${sql.ref(column)}), '')`

export const partyOf = (kind: string, id: string, name: string): NamedParty => ({ kind: kind as Party['kind'], id, name })

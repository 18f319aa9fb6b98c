import type { Head } from '../../app/audit/head'
import type { Store } from '../../app/store/store'

/** SQL with `?` where its values go. */
export type Command = readonly [sql: string, ...values: readonly unknown[]]

/** Something that a store shall not take, by a name: what is inserted into a table or updated in it, where the condition is true of `new` and `old`. */
export interface Ban {
  readonly name: string
  readonly table: string
  readonly event: 'insert' | 'update'
  readonly where?: string
}

/** Stored data as an operator gets at it, past the platform, on whichever engine it is. */
export interface Data {
  rows<Row = Record<string, unknown>>(...command: Command): Promise<readonly Row[]>
  /** All of them or none. */
  run(...commands: readonly Command[]): Promise<void>
  /** From now on storing it fails, as when there is no room for it. */
  forbid(ban: Ban): Promise<void>
  allow(ban: Pick<Ban, 'name' | 'table'>): Promise<void>
  /** All that is stored, a character a byte. */
  everything(): Promise<string>
  /** Whether there is any: a schema at least. */
  exists(): Promise<boolean>
}

/** The data of one scenario's platforms in this process. */
export interface Storage {
  readonly data: Data
  /** A store upon it, for one platform. */
  store(): Store
  /** The head of the trail as it is now, found before anything is done to the data that is asked for later. */
  head(): Promise<Head>
  /** Whether nothing was stored since the scenario began. */
  isUntouched(): Promise<boolean>
  /** So many more bytes are all that it may grow by. */
  limit(bytes: number): Promise<void>
  /** Whether what is written fails, while reading goes on. */
  fail(failing: boolean): Promise<void>
  close(): Promise<void>
}

/** A database of its own for the platforms of other processes. */
export interface Database {
  readonly data: Data
  /** The setting that names it. */
  readonly url: string
  /** Keeps everybody from writing, as another program does, until it is called back. */
  hold(): Promise<() => Promise<void>>
  /** Takes a copy of the data; answers how it is put in the place of what is there, while no platform runs. */
  copy(): Promise<() => Promise<void>>
  /** So many more bytes are all that it may grow by. Answers what else a process has to be started with. */
  limit(bytes: number): Promise<{ readonly largestFile?: number }>
  /** There is room again, for a process that is started from now on. */
  lift(): Promise<void>
  remove(): Promise<void>
}

/** Where a worker's scenarios keep their data. */
export interface StorageHouse {
  readonly engine: 'sqlite' | 'postgres'
  /** The next scenario's, as it is at the beginning: the schema, and the cast. */
  take(): Storage
  /** Makes sure that the next `take` finds one. */
  prepare(): Promise<void>
  /** One for the platforms of other processes: with the cast, or without anything. `file` is where it lies, if it is a file. */
  database(file: string, content: 'cast' | 'nothing'): Promise<Database>
  close(): Promise<void>
}

/** The last record of a trail that has some. */
export async function lastOf(data: Data): Promise<Head> {
  const [last] = await data.rows<Head>('select seq, hash from audit order by seq desc limit 1')
  if (last === undefined) throw new Error('the trail is empty')
  return last
}

import { Client, type ClientConfig, type CustomTypesConfig, types } from 'pg'
import { CONNECTION_LOST, type StorageError } from '../failure'
import type { Statement } from '../statement'

/** One connection to PostgreSQL. What is asked of it is sent at once, one after the other, without waiting for the answers before. */
export interface Session {
  /** Runs a compiled statement, which the connection prepares once. */
  run<Row>(statement: Statement<never, Row>, input: object): Promise<readonly Row[]>
  /** Runs SQL as it is; `command` is the tag of the last statement. */
  query(sql: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[]; readonly command: string }>
  /** Calls `heard` with the payload of each notification of this connection's channels. */
  onNotification(heard: (payload: string) => void): void
  /** Resolves when the connection has ended, whichever way. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

const [BOOL, INT8, NUMERIC] = [16, 20, 1700]

/** As SQLite gives them: whole numbers as numbers, truth values as 0 and 1. */
const portable: CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === INT8 || oid === NUMERIC) return Number
    return oid === BOOL ? (text: string) => (text === 't' ? 1 : 0) : types.getTypeParser(oid, format)
  }) as CustomTypesConfig['getTypeParser'],
}

/** How long a connection may take to be made, a lock to be waited for, a statement to run, and a transaction to be idle. */
const [CONNECT_MS, LOCK_MS, STATEMENT_MS, IDLE_MS] = [5_000, 2_000, 30_000, 10_000]

/** How this program connects, whatever for. */
export const configOf = (server: string): ClientConfig => ({
  connectionString: server,
  application_name: 'concord',
  connectionTimeoutMillis: CONNECT_MS,
  lock_timeout: LOCK_MS,
  statement_timeout: STATEMENT_MS,
  idle_in_transaction_session_timeout: IDLE_MS,
  keepAlive: true,
  types: portable,
})

/** An error that did not come from the server tells of the connection to it. */
export function asPostgresError(error: unknown): StorageError {
  if (error instanceof Error && /^[0-9A-Z]{5}$/.test(String((error as StorageError).code)) && 'severity' in error) return error
  return Object.assign(new Error('the connection to PostgreSQL was lost', { cause: error }), { code: CONNECTION_LOST })
}

/** Connects to a server. Rejects with what the server or the network said. */
export async function openSession(server: string): Promise<Session> {
  const client = new Client({ ...configOf(server), pipeline: true } as ClientConfig)
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  // A lost connection is told to whoever asks, and by `ended`.
  client.on('error', () => end())
  client.on('end', () => end())
  await client.connect()
  const asked = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer
    } catch (error) {
      throw asPostgresError(error)
    }
  }
  return {
    run: async <Row>({ postgres: { name, sql, bind } }: Statement<never, Row>, input: object) =>
      (await asked(client.query({ name, text: sql, values: [...bind(input as never)] }))).rows as Row[],
    query: async (sql, values) => {
      const answer = await asked(values === undefined ? client.query(sql) : client.query(sql, [...values]))
      const last = Array.isArray(answer) ? (answer.at(-1) as typeof answer) : answer
      return { rows: last.rows, command: last.command }
    },
    onNotification: (heard) => void client.on('notification', ({ payload = '' }) => heard(payload)),
    ended,
    async close() {
      await client.end().catch(() => undefined)
    },
  }
}

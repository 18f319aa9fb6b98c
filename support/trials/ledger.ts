import type { Database } from 'better-sqlite3'

/** Something that the trial found wrong, by the check that found it. */
export interface Finding {
  readonly check: Check
  readonly text: string
}
export type Check = What | 'recovery' | 'integrity' | 'harness'
type What = 'acknowledged' | 'audit' | 'outbox' | 'journal' | 'state' | 'history' | 'tally' | 'budget' | 'once' | 'job' | 'handoff' | 'lease'

/** Answers one value of one row. */
export type Ask = (sql: string, ...values: readonly unknown[]) => unknown

/** What people were told by a platform, and which must be so for ever after. */
export interface Ledger {
  /** Somebody was told something; `isSo` says whether the database still knows. */
  told(what: string, isSo: (ask: Ask) => boolean): void
  /** Something that should never be answered was. */
  wrong(text: string): void
  readonly size: number
  check(db: Database): readonly Finding[]
}

export function createLedger(): Ledger {
  const entries: { readonly what: string; readonly isSo: (ask: Ask) => boolean }[] = []
  const wrong = new Set<string>()
  return {
    told: (what, isSo) => void entries.push({ what, isSo }),
    wrong: (text) => void wrong.add(text),
    get size() {
      return entries.length
    },
    check(db) {
      const ask: Ask = (sql, ...values) =>
        db
          .prepare(sql)
          .pluck()
          .get(...values)
      const lost = entries.filter(({ isSo }) => !isSo(ask)).map(({ what }): Finding => ({ check: 'acknowledged', text: `lost: ${what}` }))
      const never = [...wrong].map((text): Finding => ({ check: 'state', text }))
      wrong.clear()
      return [...never, ...lost]
    },
  }
}

import { recordsOf } from '../audit/own-records'
import { speakerOf } from '../audit/own-words'
import type { Store } from '../store/store'
import type { AuditRow } from '../store/tables'
import { type Quotation, takeQuotation } from './quotation-store'

interface Details {
  readonly proposal?: string
  readonly handoff?: string
  readonly execution?: string
  readonly generation?: number
  readonly task?: string
  readonly result?: unknown
  readonly error?: unknown
  /** A hash stands there once the words were taken away. */
  readonly reason?: unknown
}

/** What a record says that somebody said of another's work. Pure. */
function quotationIn(row: AuditRow, by: string): Quotation | undefined {
  const { action, actor, subject, at } = row
  const { proposal, handoff, execution, generation, task, result, error, reason } = JSON.parse(row.details) as Details
  if (action.startsWith('proposal.') && actor === by && proposal !== undefined) return { kind: 'decision', proposalId: proposal }
  if (action === 'handoff.declined' && handoff !== undefined && typeof reason === 'string') return { kind: 'declined', handoffId: handoff, text: reason }
  if (action === 'execution.corrected' && execution !== undefined) return { kind: 'correction', executionId: execution, by }
  if (action.startsWith('task.') && actor === by && task !== undefined) {
    const hash = result ?? error
    if (action === 'task.added') return { kind: 'said', said: { kind: 'added', task, at } }
    return typeof hash === 'string' ? { kind: 'said', said: { kind: 'answered', task, at, hash } } : undefined
  }
  if (action === 'barrier.broken' && subject !== null && generation !== undefined && speakerOf(row) === by)
    return { kind: 'member', barrier: subject, generation }
  return undefined
}

/** Takes what somebody said of others' work out of that work, wherever the record says that they did. */
export async function eraseQuotations(store: Store, personId: string): Promise<void> {
  for await (const { row } of recordsOf(store, personId)) {
    const quotation = quotationIn(row, personId)
    if (quotation !== undefined) await store.write(takeQuotation, quotation)
  }
}

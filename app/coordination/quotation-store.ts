import { sql } from 'kysely'
import { eraseMember, eraseSaid, type Said } from '../backplane/erasing-store'
import { executionById } from '../executions/execution-store'
import { proposalById } from '../governance/proposal-store'
import { define } from '../store/statement'
import type { ExecutionRow, ProposalRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'

/** What stands where somebody's words were quoted who was forgotten. */
const INSTEAD = 'removed'

interface Quoted {
  readonly id: string
  readonly text: string
}

const forgetReason = define<{ id: string }>()((db, p) => db.updateTable('proposal').set({ reason: null }).where('id', '=', p.id))
const inHandoff = define<Quoted>()((db, p) => db.updateTable('handoff').set({ reason: INSTEAD }).where('id', '=', p.id).where('reason', '=', p.text))
const handoffOf = define<{ proposal_id: string }>()((db, p) => db.selectFrom('handoff').select('id').where('proposal_id', '=', p.proposal_id))
const inExecution = define<Quoted>()((db, p) =>
  db.updateTable('execution').set({ error_detail: INSTEAD }).where('id', '=', p.id).where('error_detail', '=', p.text),
)
const inJournal = define<{ id: string; json: string }>()((db, p) =>
  db
    .updateTable('execution_event')
    .set({ data: sql<string>`replace(data, ${p.json}, ${sql.lit(`"${INSTEAD}"`)})` })
    .where('execution_id', '=', p.id)
    .where('kind', 'in', ['execution:corrected', 'streaming:error']),
)
const inConversation = define<Quoted & { session_id: string }>()((db, p) =>
  db.updateTable('message').set({ content: INSTEAD }).where('session_id', '=', p.session_id).where('execution_id', '=', p.id).where('content', '=', p.text),
)
const taskOfRun = define<{ id: string }>()((db, p) => db.selectFrom('task').select(['coordination_id', 'number']).where('run_id', '=', p.id))
const taskOfHandoff = define<{ id: string }>()((db, p) => db.selectFrom('task').select(['coordination_id', 'number']).where('handoff_id', '=', p.id))
const inTask = define<{ coordination_id: string; number: number; text: string }>()((db, p) =>
  db
    .updateTable('task')
    .set({
      reason: sql`case when reason = ${p.text} then ${sql.lit(INSTEAD)} else reason end`,
      error_detail: sql`case when error_detail = ${p.text} then ${sql.lit(INSTEAD)} else error_detail end`,
    })
    .where('coordination_id', '=', p.coordination_id)
    .where('number', '=', p.number),
)
const inJob = define<Quoted & { json: string }>()((db, p) =>
  db
    .updateTable('coordination')
    .set({
      error_detail: sql`case when error_detail = ${p.text} then ${sql.lit(INSTEAD)} else error_detail end`,
      result: sql`replace(result, ${p.json}, ${sql.lit(`"${INSTEAD}"`)})`,
    })
    .where('id', '=', p.id),
)

const ofTopic = sql.lit('coordination:')
const inEvents = define<{ coordination_id: string; json: string }>()((db, p) =>
  db
    .updateTable('event')
    .set({ data: sql<string>`replace(data, ${p.json}, ${sql.lit(`"${INSTEAD}"`)})` })
    .where('topic', '=', sql<string>`${ofTopic} || ${p.coordination_id}`),
)
const inLetters = define<{ coordination_id: string; json: string }>()((db, p) =>
  db
    .updateTable('dead_letter')
    .set({ event: sql<string>`replace(event, ${p.json}, ${sql.lit(`"${INSTEAD}"`)})` })
    .where('event_number', 'in', (told) => told.selectFrom('event').select('number').where('topic', '=', sql<string>`${ofTopic} || ${p.coordination_id}`)),
)

const asJson = (text: string): string => JSON.stringify(text)

function* takeFromTasks(tasks: readonly { readonly coordination_id: string; readonly number: number }[], text: string): Write<void> {
  for (const task of tasks) {
    yield* run(inTask, { ...task, text })
    yield* run(inJob, { id: task.coordination_id, text, json: asJson(text) })
    yield* run(inEvents, { coordination_id: task.coordination_id, json: asJson(text) })
    yield* run(inLetters, { coordination_id: task.coordination_id, json: asJson(text) })
  }
}

function* takeFromHandoff(id: string, text: string): Write<void> {
  yield* run(inHandoff, { id, text })
  yield* takeFromTasks(yield* run(taskOfHandoff, { id }), text)
}

function* takeFromExecution({ id, run_id, session_id }: ExecutionRow, text: string): Write<void> {
  yield* run(inExecution, { id, text })
  yield* run(inJournal, { id, json: asJson(text) })
  if (session_id !== null) yield* run(inConversation, { id, session_id, text })
  if (run_id !== null) yield* takeFromTasks(yield* run(taskOfRun, { id: run_id }), text)
}

/** What somebody said of another's work: why they decided as they did, declined it, or what the model shall be told. */
export type Quotation =
  | { readonly kind: 'decision'; readonly proposalId: string }
  | { readonly kind: 'declined'; readonly handoffId: string; readonly text: string }
  | { readonly kind: 'correction'; readonly executionId: string; readonly by: string }
  | { readonly kind: 'member'; readonly barrier: string; readonly generation: number }
  | { readonly kind: 'said'; readonly said: Said }

function* takeDecision(proposal: ProposalRow | undefined): Write<void> {
  if (proposal === undefined || proposal.reason === null) return
  const { id, execution_id, kind, content, reason } = proposal
  const [execution] = execution_id === null ? [] : yield* run(executionById, { id: execution_id })
  if (execution !== undefined) yield* takeFromExecution(execution, reason)
  for (const handoff of yield* run(handoffOf, { proposal_id: id })) yield* takeFromHandoff(handoff.id, reason)
  if (kind === 'conflict') yield* run(inJob, { id: String(JSON.parse(content).coordination_id), text: reason, json: asJson(reason) })
  yield* run(forgetReason, { id })
}

const corrections = define<{ id: string }>()((db, p) =>
  db.selectFrom('execution_event').select('data').where('execution_id', '=', p.id).where('kind', '=', 'execution:corrected'),
)

function* takeCorrections(executionId: string, by: string): Write<void> {
  const [execution] = yield* run(executionById, { id: executionId })
  if (execution === undefined) return
  const said = (yield* run(corrections, { id: executionId })).map(({ data }) => JSON.parse(data) as { by?: string; message?: string })
  for (const { message } of said.filter((each) => each.by === by)) if (message !== undefined) yield* takeFromExecution(execution, message)
}

/** Takes somebody's words out of what is another's. Doing it again changes nothing. */
export const takeQuotation = unit('quotation.take', function* (quotation: Quotation): Write<void> {
  switch (quotation.kind) {
    case 'decision':
      return yield* takeDecision((yield* run(proposalById, { id: quotation.proposalId }))[0])
    case 'declined':
      return yield* takeFromHandoff(quotation.handoffId, quotation.text)
    case 'correction':
      return yield* takeCorrections(quotation.executionId, quotation.by)
    case 'member':
      return yield* eraseMember.body(quotation)
    case 'said':
      return yield* eraseSaid.body(quotation.said)
  }
})

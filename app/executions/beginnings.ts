import { agentOf, type Maturity } from '../agents/agent'
import { agentById } from '../agents/agent-store'
import { actionOf } from '../governance/actions'
import { isSupervised } from '../governance/policy'
import { budgetExceeded } from '../people/budget'
import { ConcordError, StorageUnavailable } from '../shared/errors'
import type { ExecutionRow } from '../store/tables'
import { type Asker, askerNow } from './asker'
import type { AttemptParts } from './attempts'
import { alert, type Decided, decisionRecord, sayingOf, sessionFor } from './draft'
import { endWithout } from './ending'
import type { ExecutionRequest } from './execution'
import { type End, finishExecution, type Start, startExecution } from './execution-store'
import { actingOn } from './handed-on'
import type { Context } from './runs'

/** The beginning of what a human has approved. */
export interface Beginnings {
  /** Claims it and begins it, once, decided again as the agent and who asked are at that moment; what may not be done any more ends without having run. */
  begin(row: ExecutionRow): Promise<void>
  /** Writes down the end of something that does not run here, and shows it. */
  end(end: End): Promise<void>
}

type Again = Pick<Decided, 'agent' | 'handed' | 'action' | 'at' | 'instanceId'>

export function createBeginnings({
  store,
  clock,
  newId,
  live,
  instanceId,
  currency,
  decisions,
  contexts,
  handedOn,
  openWork,
  runs,
  notify,
}: AttemptParts): Beginnings {
  const end = async (ending: End): Promise<void> => {
    const result = await store.write(finishExecution, ending)
    if (result.kind === 'ended') live.publish(ending.id, result.events, true)
  }

  const recordOf = (row: ExecutionRow, again: Again, { kind, reason }: Pick<Decided, 'kind' | 'reason'>) =>
    decisionRecord(row, { ...again, kind, reason }, { id: newId(), again: row.decision_id })

  const giveUp = (row: ExecutionRow, again: Again, { error, reason, counted }: { error: Error & { code: string }; reason: string; counted: boolean }) => {
    const decision = recordOf(row, again, { kind: 'blocked', reason })
    const ending = endWithout(row, { status: 'blocked', outcome: 'void', error, at: clock.now(), id: newId(), instanceId })
    return end({ ...ending, decision: { ...decision, blocked: counted } })
  }

  const startOf = (row: ExecutionRow, again: Again & { readonly asker: Asker }, context: Context, ruling: Pick<Decided, 'kind' | 'reason'>): Start => {
    const { agent, asker, action, at } = again
    const request: ExecutionRequest = JSON.parse(row.request)
    const sessionId = sessionFor({ sessionId: request.session_id, runId: row.run_id ?? undefined }, newId)
    const supervised = isSupervised(agent.maturity, action)
    return {
      ...{ id: row.id, instanceId, at, sessionId, supervised, handoffId: request.handoff_id },
      asker,
      seen: [agent, ...(again.handed?.seen ?? [])].map(({ id, version }) => ({ id, version })),
      ...{ most: contexts.most(context), modelChoice: JSON.stringify(context.choice) },
      decision: recordOf(row, again, ruling),
      entry: {
        kind: 'execution:started',
        data: { execution_id: row.id, agent_id: agent.id, agent_name: agent.name, action: row.action, session_id: sessionId ?? null },
      },
      saying: sayingOf(row, { message: request.message, sessionId, at }, newId),
      event: supervised ? alert({ ...row, created_at: at }, 'execution.supervised', newId()) : undefined,
    }
  }

  const begin = async (row: ExecutionRow): Promise<void> => {
    const [stored] = await store.find(agentById, { id: row.agent_id })
    if (stored === undefined) return
    const request: ExecutionRequest = JSON.parse(row.request)
    const known = agentOf(stored)
    const { found: handed, refusal } = request.handoff_id === undefined ? {} : await orRefusal(handedOn.standing(request.handoff_id, known))
    const agent = actingOn(known, handed)
    const again: Again = { agent, handed, action: actionOf(row.action), at: clock.now(), instanceId }
    if (refusal !== undefined) return giveUp(row, again, { error: refusal, reason: refusal.code, counted: false })
    const ruling = decisions.again(agent, again.action, row.level as Maturity)
    if (ruling.kind === 'blocked') return giveUp(row, again, { error: ruling.error, reason: ruling.reason, counted: true })
    const asking = await orRefusal(askerNow(store, row.asked_by, known))
    if (asking.refusal !== undefined) return giveUp(row, again, { error: asking.refusal, reason: asking.refusal.code, counted: false })
    const work = openWork.begin(`execution ${row.id}`)
    try {
      const context = await contexts.of(agent, request, again.handed)
      const started = await store.write(startExecution, startOf(row, { ...again, asker: asking.found }, context, ruling))
      if (started.kind === 'started') {
        notify()
        live.publish(row.id, started.events, false)
        runs.start(started.execution, agent, context, work).catch(() => undefined)
        return
      }
      work.end()
      if (started.kind === 'stale') return begin(row)
      if (started.kind !== 'over_budget') return
      const error = budgetExceeded(started.refusal, currency)
      await giveUp(row, again, { error, reason: error.code, counted: false })
    } catch (error) {
      work.end()
      throw error
    }
  }

  return { begin, end }
}

type OrRefusal<Found> = { readonly found: Found; readonly refusal?: undefined } | { readonly found?: undefined; readonly refusal: ConcordError }

/** What is found, or what refuses it: much may have changed since it was asked for. Rejects if the store cannot say. */
async function orRefusal<Found>(looking: Promise<Found>): Promise<OrRefusal<Found>> {
  try {
    return { found: await looking }
  } catch (error) {
    if (error instanceof ConcordError && !(error instanceof StorageUnavailable)) return { refusal: error }
    throw error
  }
}

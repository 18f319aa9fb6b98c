import type { Principal, PrincipalRole } from '../people/person'
import { messageOf } from '../shared/errors'
import type { CoordinationRow } from '../store/tables'
import { createAnnouncer } from './announcing'
import { leaderless, orphanedRuns, type TaskWithRun, takeOverCoordination, tasksOf } from './coordination-store'
import { orphanedHandoffs, voidHandoffs } from './handoff-store'
import { type LeadParts, type Orchestration, startOrchestration } from './orchestration'
import type { Pattern } from './pattern'

/** The coordinations that this process leads, and those that it takes over. */
export interface Leading {
  /** What stands in a job that is led from here. */
  readonly leader: string
  /** Does something that this process will lead afterwards; nobody takes it over meanwhile. */
  beginning<Answer>(id: string, work: () => Promise<Answer>): Promise<Answer>
  /** From now on it is led here. */
  lead(coordination: CoordinationRow, tasks: readonly TaskWithRun[]): void
  led(id: string): Pick<Orchestration, 'quiet' | 'abandon'> | undefined
  /** Something was done with an execution or a handoff that may be part of one. */
  noticed(id: string): void
  /** Goes on with what nobody leads, and gives up runs and handoffs of what is over; one that fails holds up no other. To be called now and then. */
  adopt(): Promise<void>
  /** Sees what other instances did. To be called now and then. */
  lookAfter(): Promise<void>
  /** Offers to do steps, where an engine outside says who leads. Throws BackplaneUnavailable. */
  start?(): Promise<void>
}

interface Deps extends Omit<LeadParts, 'watching'> {
  readonly patternOf: (kind: string) => Pattern<unknown>
  readonly settings: { readonly parallel: number }
}

export function createLeading({ patternOf, settings, ...parts }: Deps): Leading {
  const { store, logger, instanceId, notify } = parts
  const led = new Map<string, Orchestration>()
  const watching = new Map<string, () => void>()
  const beginning = new Set<string>()
  let looking: Promise<void> | undefined

  const lead: Leading['lead'] = (coordination, tasks) => {
    const pattern = patternOf(coordination.kind)
    const places = Math.min(settings.parallel, pattern.mostAtOnce?.(JSON.parse(coordination.request)) ?? settings.parallel)
    const orchestration = startOrchestration({ ...parts, watching }, { coordination, tasks, by: askerOf(coordination), pattern, places })
    led.set(coordination.id, orchestration)
    void orchestration.done.then(() => {
      if (led.get(coordination.id) === orchestration) led.delete(coordination.id)
    })
  }

  const takeOver = async (row: CoordinationRow): Promise<void> => {
    const announcer = createAnnouncer(parts, row)
    const [note, event] = [announcer.note('resumed', 'platform'), announcer.event('coordination.resumed')]
    const turn = { id: row.id, from: [row.status], ledBy: row.instance_id, instanceId, renewed: [], note, events: [event] }
    if (!(await store.write(takeOverCoordination, turn))) return
    logger.info({ coordination: row.id }, 'a coordination that nobody led goes on')
    lead({ ...row, instance_id: instanceId }, await store.find(tasksOf, { coordination_id: row.id }))
    notify()
  }

  const orLater = later(logger)

  const lookAtAll = async (): Promise<void> => {
    for (const [id, orchestration] of led) await orLater(orchestration.look(), { coordination: id })
  }

  return {
    leader: instanceId,
    async beginning(id, work) {
      // One that has not noticed yet that others led it meanwhile must not take itself for the one that leads it next.
      led.get(id)?.leave()
      beginning.add(id)
      try {
        return await work()
      } finally {
        beginning.delete(id)
      }
    },
    lead,
    led: (id) => led.get(id),
    noticed: (id) => watching.get(id)?.(),
    async adopt() {
      for (const row of await store.find(leaderless, { instance_id: instanceId }))
        if (!led.has(row.id) && !beginning.has(row.id)) await orLater(takeOver(row), { coordination: row.id })
      await giveUpOrphans(parts)
    },
    lookAfter() {
      looking ??= lookAtAll().finally(() => {
        looking = undefined
      })
      return looking
    },
  }
}

/** One that fails holds up no other. */
export const later =
  (logger: LeadParts['logger']) =>
  (work: Promise<void>, what: object): Promise<void> =>
    work.catch((error: unknown) => logger.warn({ ...what, reason: messageOf(error) }, 'a coordination is looked after later'))

/** Runs and handoffs that go on, or wait, although what they are part of is over. */
export async function giveUpOrphans(parts: Pick<LeadParts, 'store' | 'logger' | 'interventions' | 'clock' | 'instanceId'>): Promise<void> {
  const { store, logger, interventions, clock, instanceId } = parts
  const orLater = later(logger)
  for (const { id, asked_by } of await store.find(orphanedRuns, {})) await orLater(interventions.giveUp(id, asked_by, OVER), { execution: id })
  const ids = (await store.find(orphanedHandoffs, {})).map(({ id }) => id)
  if (ids.length > 0) await orLater(store.write(voidHandoffs, { ids, at: clock.now(), reason: OVER, by: null, instanceId }), { handoffs: ids })
}

const OVER = 'What it was part of is over'

/** Who asked for a job, as it was then. */
export const askerOf = ({ asked_by, asked_as }: Pick<CoordinationRow, 'asked_by' | 'asked_as'>): Principal => ({
  ...{ id: asked_by, name: '', email: null },
  role: asked_as as PrincipalRole,
})

import type { JobEngine } from '../backplane/job-engine'
import { OUTSIDE } from '../executions/wanted'
import { seconds } from '../shared/clock'
import { messageOf } from '../shared/errors'
import { coordinationById } from './coordination-store'
import { askerOf, giveUpOrphans, type Leading, later } from './leading'
import { jobOfExecution, jobOfHandoff, lastTurnedBy, overlookedTasks } from './steps-store'
import { createTaskRuns } from './task-runs'
import { createTurns, type TurnParts } from './turns'

/** Whether a job still goes on is looked at so often while somebody waits for it. */
const LOOK_MS = 250
/** A job without a turn for so long may have been forgotten by the engine. */
const FORGOTTEN_MS = seconds(10)

interface Deps extends Omit<TurnParts, 'turned' | 'leader'> {
  readonly engine: JobEngine
}

/** The jobs of an installation whose leading is an engine's: this process begins them, does steps of them, and tells what it notices. */
export function createLeadingOutside(parts: Deps): Leading {
  const { store, logger, clock, engine, instanceId } = parts
  const leader = `${OUTSIDE}${instanceId}`
  /** When this process took each job's last turn. */
  const turned = new Map<string, number>()
  const waiting = new Map<string, Promise<void>>()
  const woken = new Map<string, () => void>()
  const inHand = new Map<string, () => void>()
  const turnParts: TurnParts = {
    ...parts,
    leader,
    turned(id) {
      turned.set(id, clock.monotonic())
      woken.get(id)?.()
    },
  }
  const turns = createTurns(turnParts)
  const tell = (telling: Promise<void>, id: string) =>
    void telling.catch((error: unknown) => logger.warn({ coordination: id, reason: messageOf(error) }, 'the engine is told of a coordination later'))

  const statusOf = async (id: string): Promise<string | undefined> => (await store.find(coordinationById, { id }))[0]?.status

  /** Another instance may take the last turn: that is seen a little later. */
  const untilQuiet = async (id: string): Promise<void> => {
    const cancel = clock.every(LOOK_MS, () => woken.get(id)?.())
    try {
      for (;;) {
        const turn = Promise.withResolvers<void>()
        woken.set(id, turn.resolve)
        if ((await statusOf(id)) !== 'running') return
        await turn.promise
      }
    } finally {
      cancel()
      woken.delete(id)
      waiting.delete(id)
    }
  }
  const quiet = (id: string): Promise<void> => {
    const known = waiting.get(id)
    if (known !== undefined) return known
    const wait = untilQuiet(id)
    waiting.set(id, wait)
    return wait
  }

  const noticed = async (what: string): Promise<void> => {
    for (const statement of [jobOfExecution, jobOfHandoff]) for (const { id } of await store.find(statement, { id: what })) await engine.notice(id)
  }

  /** An engine that has lost a job leads it again, by what is stored; one that overlooked something is told. */
  const remind = async (id: string, ours: boolean): Promise<void> => {
    if (ours && clock.monotonic() - (turned.get(id) ?? Number.NEGATIVE_INFINITY) < FORGOTTEN_MS) return
    const changed = !ours || (await store.find(overlookedTasks, { coordination_id: id })).length > 0
    await (changed ? engine.notice(id) : engine.lead(id))
  }

  return {
    leader,
    start: () => engine.start({ turn: turns.take, run: createTaskRuns({ ...turnParts, turns, askerOf, inHand }) }),
    beginning: (_id, work) => work(),
    lead: ({ id }) => tell(engine.notice(id), id),
    led: (id) => ({ quiet: () => quiet(id), abandon: () => tell(engine.notice(id), id) }),
    noticed: (what) => {
      const known = inHand.get(what)
      if (known === undefined) tell(noticed(what), what)
      else known()
    },
    async adopt() {
      const orLater = later(logger)
      const rows = await store.find(lastTurnedBy, { leader })
      const open = new Set(rows.map(({ id }) => id))
      for (const id of turned.keys()) if (!open.has(id)) turned.delete(id)
      for (const { id, instance_id } of rows) await orLater(remind(id, instance_id === leader), { coordination: id })
      await giveUpOrphans(parts)
    },
    lookAfter: engine.lookAfter,
  }
}

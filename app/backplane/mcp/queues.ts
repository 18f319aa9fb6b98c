import { messageOf } from '../../shared/errors'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import type { Held, QueueTask, TaskQueues } from '../task'
import type { ForeignServer } from './foreign-server'
import { forgetPlaces, keepPlace, placeOfTask } from './held-task-store'
import type { Kept, TaskHolder } from './task-holder'

interface Deps {
  readonly store: Store
  readonly newId: NewId
  /** Who may have a task, for how long and in which order: the server knows nothing of that. */
  readonly claims: TaskQueues
  readonly server: ForeignServer
  readonly holder: () => Promise<TaskHolder>
}

/**
 * Tasks that another server keeps. It gives the same task to everybody who asks; here each is handed out under the claim of its row, which is
 * the platform's lease. What was acknowledged is at both; what the server lost is told to it again.
 */
export function createHeldQueues({ store, newId, claims, server, holder }: Deps): TaskQueues & { lookAfter(): Promise<void> } {
  const put = async ({ queue, title, data }: Pick<QueueTask, 'queue' | 'title' | 'data'>): Promise<string> => {
    const keeper = await holder()
    return server.alone((call) => keeper.add(call, { queue, title, mark: newId(), data }))
  }
  const placeOf = async (id: string): Promise<string | undefined> => (await store.find(placeOfTask, { id }))[0]?.place
  const look = async (id: string): Promise<Kept> => {
    const place = await placeOf(id)
    if (place === undefined) return { kind: 'gone' }
    const keeper = await holder()
    return server.alone((call) => keeper.look(call, place))
  }
  /** How the server has what was just claimed; what it does not have it is given. */
  const checked = async (task: QueueTask): Promise<Kept> => {
    const found = await look(task.id)
    if (found.kind !== 'gone') return found
    await store.write(keepPlace, { id: task.id, place: await put(task) })
    return { kind: 'open' }
  }
  /** A task that nobody can be sure of is not kept from others for the whole time of a silence. */
  const checkedOrGivenBack = (task: QueueTask, held: Held): Promise<Kept> =>
    checked(task).catch(async (error: unknown) => {
      await claims.fail(held, messageOf(error)).catch(() => undefined)
      throw error
    })

  return {
    ...claims,
    async add(task) {
      const place = await put(task)
      const added = await claims.add(task)
      await store.write(keepPlace, { id: added.id, place })
      return added
    },
    async claim(worker, waitMs, signal) {
      // Nothing is taken into anybody's hands while the server cannot say how it stands.
      await server.reach()
      for (;;) {
        const task = await claims.claim(worker, waitMs, signal)
        if (task === undefined) return undefined
        const held = heldBy(task, worker)
        const found = await checkedOrGivenBack(task, held)
        if (found.kind !== 'done') return task
        await claims.complete(held, found.result)
      }
    },
    async complete(held, result) {
      await claims.heartbeat(held)
      const place = await placeOf(held.id)
      const keeper = await holder()
      if (place !== undefined) await server.alone((call) => keeper.done(call, place, result))
      return claims.complete(held, result)
    },
    lookAfter: () => store.write(forgetPlaces, undefined),
  }
}

const heldBy = ({ id, queue, tries }: QueueTask, { worker, actor }: Pick<Held, 'actor'> & { worker: string }): Held => ({
  ...{ queue, id, worker, attempt: tries, actor, anyWorker: false },
})

import type { Scenario, Scene } from '../pattern'
import { type Answer, expected, insist, isLost, type Performer } from '../performer'
import { promise } from '../promise'

const TASKS = 50
const WORKERS = 5
const TRIES = 5
const WAIT_MS = 300

const at = (queue: string, rest: string) => `/api/queues/${queue}/tasks${rest}`

/** Adds a task; whether a lost one was stored all the same, the list of the queue tells. */
async function add(giver: Performer, queue: string, task: { title: string; priority?: number }): Promise<string> {
  const answer = await insist(
    giver,
    () => giver.ask('task-queue add', 'POST', at(queue, ''), task),
    async () => {
      const { body } = await giver.ask(undefined, 'GET', at(queue, '?limit=100'))
      const found = body.items.find((each: { title: string }) => each.title === task.title)
      return found && { status: 201, body: found }
    },
  )
  return expected(answer, 201, `adding ${task.title}`).id
}

const claim = (worker: Performer, queue: string, waitMs: number): Promise<Answer> =>
  worker.ask('task-queue claim', 'POST', `/api/queues/${queue}/claim`, { timeout_ms: waitMs })

/** A task that is completed already, because the answer was lost, counts as completed now. */
async function complete(worker: Performer, queue: string, id: string): Promise<boolean> {
  const answer = await insist(
    worker,
    () => worker.ask('task-queue complete', 'POST', at(queue, `/${id}/complete`), { result: { by: worker.name } }),
    async () => {
      const { body } = await worker.ask(undefined, 'GET', at(queue, `/${id}`))
      return body.status === 'completed' && body.result.by === worker.name ? { status: 200, body } : undefined
    },
  )
  return answer.status === 200
}

const eachDoneOnce: Scenario = {
  pattern: 'task-queue',
  promise: `each of ${TASKS} tasks is done once by ${WORKERS} workers`,
  async play(scene) {
    const queue = `${scene.key}-work`
    const giver = await scene.agent('giver')
    const workers = await Promise.all(Array.from({ length: WORKERS }, (_, index) => scene.agent(`worker-${index + 1}`)))
    const ids: string[] = []
    for (let index = 1; index <= TASKS; index += 1) ids.push(await add(giver, queue, { title: `task ${index}` }))
    const done: string[] = []
    const handedOut = new Set<string>()
    const work = async (worker: Performer) => {
      while (done.length < TASKS && !scene.signal.aborted) {
        const answer = await claim(worker, queue, WAIT_MS)
        if (answer.status === 200) {
          const { id, title, tries } = answer.body
          promise(!handedOut.has(`${id} ${tries}`), `${title} was given to two workers`)
          handedOut.add(`${id} ${tries}`)
        }
        if (answer.status === 200 && (await complete(worker, queue, answer.body.id))) done.push(answer.body.id)
        else if (answer.status !== 204 && answer.status !== 200 && !isLost(answer)) expected(answer, 200, 'claiming')
      }
    }
    await Promise.all(workers.map(work))
    promise(new Set(done).size === done.length, `${done.length - new Set(done).size} tasks were done twice`)
    promise(
      ids.every((id) => done.includes(id)),
      `${ids.filter((id) => !done.includes(id)).length} of ${TASKS} tasks were never done`,
    )
    const counts = expected(await giver.ask(undefined, 'GET', `/api/queues/${queue}`), 200, 'counting')
    promise(
      counts.completed === TASKS && counts.pending + counts.claimed + counts.failed + counts.dead === 0,
      `afterwards the queue counts ${JSON.stringify(counts)}`,
    )
  },
}

const PRIORITIES = [0, 5, 5, -1, 9, 0]

const higherFirst: Scenario = {
  pattern: 'task-queue',
  promise: 'the higher number goes first, then the oldest',
  async play(scene) {
    const queue = `${scene.key}-order`
    const [giver, worker] = [await scene.agent('giver'), await scene.agent('worker')]
    for (const [index, priority] of PRIORITIES.entries()) await add(giver, queue, { title: `task ${index}`, priority })
    const order = PRIORITIES.map((priority, index) => ({ priority, index })).sort((one, other) => other.priority - one.priority || one.index - other.index)
    const waiting = order.map(({ index }) => `task ${index}`)
    while (waiting.length > 0) {
      const answer = await claim(worker, queue, 3 * scene.silenceMs)
      if (isLost(answer)) continue
      const { title, tries, id } = expected(answer, 200, 'claiming')
      const place = waiting.indexOf(title)
      // A task whose claim was lost comes back late, and counts where it comes then.
      const isNext = scene.faulty ? await nothingGoesBefore(worker, queue, order, title, tries) : place === 0
      promise(isNext, `${title} was given out before ${waiting[0]}`)
      waiting.splice(place, 1)
      await complete(worker, queue, id)
    }
  },
}

interface Ranked {
  readonly priority: number
  readonly index: number
}

/** Whether no task that was never given out should have come before this one. */
async function nothingGoesBefore(worker: Performer, queue: string, order: readonly Ranked[], title: string, tries: number): Promise<boolean> {
  const { body } = await worker.ask(undefined, 'GET', at(queue, '?status=pending&limit=100'))
  const rank = (name: string) => order.findIndex(({ index }) => `task ${index}` === name)
  return tries > 1 || body.items.every((each: { title: string; tries: number }) => each.tries > 0 || rank(each.title) > rank(title))
}

const silentGivesBack: Scenario = {
  pattern: 'task-queue',
  promise: 'a worker that falls silent gives its task back, and its late word counts for nothing',
  async play(scene) {
    const queue = `${scene.key}-silence`
    const [giver, silent, other] = [await scene.agent('giver'), await scene.agent('silent'), await scene.agent('other')]
    const id = await add(giver, queue, { title: 'only task' })
    const held = await claimed(scene, silent, queue)
    promise(held === id, 'the silent worker did not get the task')
    promise((await claimed(scene, other, queue)) === id, 'nobody got the task of the silent worker')
    const late = await insist(silent, () => silent.ask(undefined, 'POST', at(queue, `/${id}/complete`), { result: {} }))
    promise(late.status === 409, `the late word of the silent worker was answered with ${late.status}`)
    promise(await complete(other, queue, id), 'the task could not be completed by who has it')
  },
}

/** The task that a worker gets in the end, also if the answer to a claim is lost: the task comes back by itself then. */
async function claimed(scene: Scene, worker: Performer, queue: string): Promise<string | undefined> {
  const until = scene.now() + 10 * scene.silenceMs
  while (scene.now() < until) {
    const answer = await claim(worker, queue, 2 * scene.silenceMs)
    if (answer.status === 200) return answer.body.id
    if (!isLost(answer) && answer.status !== 204) expected(answer, 200, 'claiming')
  }
  return undefined
}

const deadAtLast: Scenario = {
  pattern: 'task-queue',
  promise: `what fails ${TRIES} times is set aside`,
  async play(scene) {
    const queue = `${scene.key}-failing`
    const [giver, worker] = [await scene.agent('giver'), await scene.agent('worker')]
    const id = await add(giver, queue, { title: 'failing task' })
    for (let tries = 1; ; tries += 1) {
      const { body } = await giver.ask(undefined, 'GET', at(queue, `/${id}`))
      if (body.status === 'dead') return promise(body.tries === TRIES, `the task was set aside after ${body.tries} tries`)
      promise(body.tries < TRIES || body.status === 'claimed', `the task is ${body.status} after ${body.tries} tries`)
      promise(tries < 4 * TRIES, `the task is still ${body.status}`)
      if ((await claimed(scene, worker, queue)) === undefined) continue
      await insist(worker, () => worker.ask('task-queue fail', 'POST', at(queue, `/${id}/fail`), { error: 'it cannot be done' }))
    }
  },
}

export const taskQueue: readonly Scenario[] = [eachDoneOnce, higherFirst, silentGivesBack, deadAtLast]

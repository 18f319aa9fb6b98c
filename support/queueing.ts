import { expect } from 'chai'
import type { TaskStatus } from '../app/backplane/task'
import { childOf } from './child-platform'
import { asParty, partyOf } from './messaging'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** A task as everybody is shown it. */
export interface TaskView {
  readonly id: string
  readonly queue: string
  readonly title: string
  readonly data: unknown
  readonly priority: number
  readonly status: TaskStatus
  readonly tries: number
  readonly worker: string | null
  readonly result: unknown
  readonly error: string | null
  readonly added_by: string
}

interface Queueing {
  /** Every task that was added, by its title: where it is. */
  readonly tasks: Map<string, { readonly id: string; readonly queue: string }>
  /** What each was answered last who asked for a task, or will be. */
  readonly claims: Map<string, { readonly answer: Promise<Reply | undefined>; readonly leave: () => void }>
  /** The title of the task that was added last. */
  latest: string
  /** The titles that were handed out or listed last, in their order. */
  titles: readonly string[]
}

export const queueingOf = perScenario((): Queueing => ({ tasks: new Map(), claims: new Map(), latest: '', titles: [] }))

/** Who does something: for whom, and under which name. */
export interface Doing {
  readonly who: string
  readonly behalf?: string | undefined
  readonly as?: string | undefined
}

const tasksOf = (queue: string): string => `/api/queues/${encodeURIComponent(queue)}/tasks`
const given = (fields: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
const agentId = (world: ConcordWorld, behalf: string | undefined) => (behalf === undefined ? undefined : world.agent(behalf).id)

/** Where a task is that was added. */
export function placeOf(world: ConcordWorld, title: string): { readonly id: string; readonly queue: string } {
  const place = queueingOf(world).tasks.get(title)
  if (place === undefined) throw new Error(`nobody added ${title}`)
  return place
}

interface Wanted {
  readonly queue: string
  readonly title: string
  readonly about?: unknown
  readonly priority?: number | undefined
  readonly delayMs?: number | undefined
}

/** Adds a task. The answer becomes the last one. */
export async function add(world: ConcordWorld, { who, behalf }: Doing, { queue, title, about, priority, delayMs }: Wanted): Promise<Reply> {
  const body = given({ title, data: about, priority, delay_ms: delayMs, agent_id: agentId(world, behalf) })
  const reply = world.take(await atOnce(world, (await asParty(world, who)).call('POST', tasksOf(queue), { body }), `the answer about ${title}`))
  const state = queueingOf(world)
  state.latest = title
  if (reply.status === 201) state.tasks.set(title, { id: reply.json<TaskView>().id, queue })
  return reply
}

/** Adds what has to be there. */
export async function added(world: ConcordWorld, doing: Doing, wanted: Wanted): Promise<void> {
  const reply = await add(world, doing, wanted)
  expect(reply.status, reply.text).to.equal(201)
}

interface Asking extends Doing {
  readonly queue: string
  readonly waitMs?: number | undefined
}

/** Asks for a task, and does not wait for the answer. */
export async function begin(world: ConcordWorld, { who, behalf, as, queue, waitMs }: Asking): Promise<void> {
  const api = await asParty(world, who)
  const controller = new AbortController()
  const body = given({ worker: as, timeout_ms: waitMs, agent_id: agentId(world, behalf) })
  const answer = api.call('POST', `/api/queues/${encodeURIComponent(queue)}/claim`, { body, signal: controller.signal }).then(
    (reply) => world.take(reply),
    (error: unknown) => {
      if (!controller.signal.aborted) throw error
      return undefined
    },
  )
  // Who looks at it, if anybody does, is told of what went wrong.
  answer.catch(() => {})
  queueingOf(world).claims.set(as ?? who, { answer, leave: () => controller.abort() })
  world.afterwards(async () => controller.abort())
}

/** Asks for a task, and is answered at once. */
export async function claim(world: ConcordWorld, asking: Asking): Promise<Reply> {
  await begin(world, asking)
  return answerTo(world, asking.as ?? asking.who)
}

/** What somebody was answered who asked for a task. Moves no time. */
export async function answerTo(world: ConcordWorld, who: string): Promise<Reply> {
  const asked = queueingOf(world).claims.get(who)
  if (asked === undefined) throw new Error(`${who} asked for no task`)
  const reply = await atOnce(world, asked.answer, `a task for ${who}`)
  if (reply === undefined) throw new Error(`${who} went away`)
  return reply
}

/** The task that somebody was handed; undefined for nothing. */
export function handed(world: ConcordWorld, reply: Reply): TaskView | undefined {
  world.looked(reply)
  if (reply.status === 204) return undefined
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<TaskView>()
}

/** Takes the next task, which has to be this one. */
export async function taken(world: ConcordWorld, doing: Doing, title: string): Promise<void> {
  const task = handed(world, await claim(world, { ...doing, queue: placeOf(world, title).queue }))
  expect(task?.title, 'the task that was handed out').to.equal(title)
}

/** What a worker says of a task. */
export interface Word {
  readonly what: 'complete' | 'fail' | 'heartbeat'
  readonly title: string
  readonly result?: string | undefined
  readonly error?: string | undefined
  readonly attempt?: number | undefined
}

/** Says how a task goes. The answer becomes the last one. */
export async function say(world: ConcordWorld, { who, behalf, as }: Doing, { what, title, result, error, attempt }: Word): Promise<Reply> {
  const { queue, id } = placeOf(world, title)
  const body = given({ worker: as, agent_id: agentId(world, behalf), result, error, try: attempt })
  return world.take(await atOnce(world, (await asParty(world, who)).call('POST', `${tasksOf(queue)}/${id}/${what}`, { body }), `the answer about ${title}`))
}

/** Says what has to be taken. */
export async function said(world: ConcordWorld, doing: Doing, word: Word): Promise<void> {
  const reply = await say(world, doing, word)
  expect(reply.status, reply.text).to.equal(200)
}

export async function putBack(world: ConcordWorld, who: string, title: string): Promise<Reply> {
  const { queue, id } = placeOf(world, title)
  return world.take(await atOnce(world, (await asParty(world, who)).call('POST', `${tasksOf(queue)}/${id}/retry`), `the answer about ${title}`))
}

/** What a task is like for whoever looks; undefined if it is not there. */
export async function find(world: ConcordWorld, title: string): Promise<TaskView | undefined> {
  const { queue, id } = placeOf(world, title)
  const reply = await atOnce(world, world.as('Mallory').call('GET', `${tasksOf(queue)}/${id}`), title)
  if (reply.status === 404) return undefined
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<TaskView>()
}

interface Listing {
  readonly queue: string
  readonly status?: string
  readonly limit?: number
  /** Where the first page begins, as earlier pages say. */
  readonly cursor?: string
}

/** Titles of the tasks of a queue, page by page; an answer that is an error becomes the last one. */
export async function list(world: ConcordWorld, who: string, { queue, status, limit, cursor: begin }: Listing): Promise<void> {
  const titles: string[] = []
  let cursor: string | null | undefined = begin
  do {
    const query = new URLSearchParams(given({ status, limit, cursor: cursor ?? undefined }) as Record<string, string>)
    const reply = world.take(await atOnce(world, (await asParty(world, who)).call('GET', `${tasksOf(queue)}?${query}`), `the tasks of ${queue}`))
    if (reply.status !== 200) return
    const page = reply.json<{ items: readonly TaskView[]; next_cursor: string | null }>()
    if (limit !== undefined) expect(page.items.length, 'tasks on a page').to.be.within(1, limit)
    titles.push(...page.items.map(({ title }) => title))
    cursor = page.next_cursor
  } while (cursor !== null)
  queueingOf(world).titles = titles
}

export async function lookAtQueue(world: ConcordWorld, who: string, queue: string): Promise<Reply> {
  return world.take(await atOnce(world, (await asParty(world, who)).call('GET', `/api/queues/${encodeURIComponent(queue)}`), queue))
}

/** A worker by the name of whoever it is, or by its own in quotation marks. */
export const workerName = (world: ConcordWorld, words: string): string => (words.startsWith('"') ? words.slice(1, -1) : idOf(world, words))
export const idOf = (world: ConcordWorld, who: string): string => (who === 'platform' ? who : partyOf(world, who).id)

/** Uma adds tasks at the same time, and the platform is killed when a quarter of them are there; answers the titles of those that were acknowledged. */
export async function killedWhileAdding(world: ConcordWorld, queue: string, titles: readonly string[]): Promise<string[]> {
  const api = world.as('Uma')
  const child = childOf(world)
  const replies = titles.map(async (title, index) => {
    const reply = await api.call('POST', `/api/queues/${queue}/tasks`, { body: { title } }).catch(() => undefined)
    if (index === Math.floor(titles.length / 4)) void child.kill()
    return reply?.status === 201 ? [title] : []
  })
  const acknowledged = (await Promise.all(replies)).flat()
  await child.kill()
  return acknowledged
}

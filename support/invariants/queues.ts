import { expect } from 'chai'
import fc from 'fast-check'
import type { Property, Tell } from '../generated'
import type { ConcordWorld } from '../world'

// What happens to tasks where all is done one after the other, by a plain list; and the platform, asked by several at the same moments.

const SILENCE_MS = 15_000
const MOST_TRIES = 5
const FIRST_WAIT_MS = 1_000
const WORKERS = ['w1', 'w2', 'w3', 'w4'] as const

type Move =
  | { readonly kind: 'add'; readonly priority: number; readonly delayMs: number }
  | { readonly kind: 'take'; readonly workers: number }
  | { readonly kind: 'answer'; readonly what: 'complete' | 'fail' | 'heartbeat'; readonly which: number }
  | { readonly kind: 'pass'; readonly ms: number }

interface Listed {
  readonly title: string
  readonly id: string
  readonly priority: number
  state: 'waiting' | 'held' | 'ended'
  tries: number
  worker: string
  dueAt: number
  heardAt: number
}

const moves = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('add' as const), priority: fc.integer({ min: -1, max: 1 }), delayMs: fc.constantFrom(0, 0, 0, 3_000) }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), workers: fc.integer({ min: 1, max: WORKERS.length }) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        what: fc.constantFrom('complete' as const, 'fail' as const, 'fail' as const, 'heartbeat' as const),
        which: fc.nat({ max: 9 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(500, 1_000, 7_000, 15_000) }) },
  ),
  { minLength: 4, maxLength: 16 },
)

let cases = 0

/** Whatever happens at the same moments, what is handed out is what a plain list would hand out, and in the end nothing is left undone. */
export const queues = (world: ConcordWorld): Property<readonly Move[]> => ({ cases: moves, play: (made, tell) => play(world, made, tell) })

async function play(world: ConcordWorld, made: readonly Move[], tell: Tell): Promise<void> {
  const game = createGame(world, tell)
  for (const move of made) {
    if (move.kind === 'add') await game.add(move)
    else if (move.kind === 'take') await game.take(move.workers)
    else if (move.kind === 'answer') await game.answer(move.what, move.which)
    else await game.pass(move.ms)
  }
  for (let round = 0; round < 12 && game.isGoing(); round++) {
    await game.pass(20_000)
    await game.take(WORKERS.length)
    await game.completeAll()
  }
  expect(game.isGoing(), 'something that is left undone').to.equal(false)
  await game.compareEnds()
}

function createGame(world: ConcordWorld, tell: Tell) {
  const queue = `case-${++cases}`
  const tasks: Listed[] = []
  const api = world.as('Uma')
  const now = () => world.clock.now()
  const call = (path: string, body: object) => world.wait(api.call('POST', `/api/queues/${queue}/${path}`, { body }), path)
  const settle = () => {
    for (const task of tasks) if (task.state === 'held' && now() >= task.heardAt + SILENCE_MS) giveBack(task, now())
  }
  const next = () => tasks.filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now()).toSorted((one, other) => other.priority - one.priority)

  const game = {
    isGoing: () => tasks.some(({ state }) => state !== 'ended'),
    async add({ priority, delayMs }: { priority: number; delayMs: number }) {
      const title = `task ${tasks.length + 1}`
      tell(`${title} is added with the number ${priority}${delayMs === 0 ? '' : `, delayed by ${delayMs} ms`}`)
      const reply = await call('tasks', { title, priority, delay_ms: delayMs })
      expect(reply.status, reply.text).to.equal(201)
      const { id } = reply.json<{ id: string }>()
      tasks.push({ title, id, priority, state: 'waiting', tries: 0, worker: '', dueAt: now() + delayMs, heardAt: 0 })
    },
    async take(count: number) {
      settle()
      const due = next().slice(0, count)
      const replies = await Promise.all(WORKERS.slice(0, count).map((worker) => call('claim', { worker })))
      const handed = replies.flatMap((reply) => (reply.status === 200 ? [reply.json<{ id: string; title: string; tries: number; worker: string }>()] : []))
      tell(`${count} workers are handed ${handed.map(({ title }) => title).join(', ') || 'nothing'}`)
      const shown = (all: readonly { title: string; tries: number }[]) => all.map(({ title, tries }) => `${title}, try ${tries}`).toSorted()
      expect(shown(handed)).to.deep.equal(shown(due.map(({ title, tries }) => ({ title, tries: tries + 1 }))))
      for (const task of due) {
        const { worker = '' } = handed.find(({ id }) => id === task.id) ?? {}
        Object.assign(task, { state: 'held', tries: task.tries + 1, worker, heardAt: now() })
      }
    },
    async answer(what: 'complete' | 'fail' | 'heartbeat', which: number) {
      const handled = tasks.filter(({ tries }) => tries > 0)
      const task = handled[which % Math.max(1, handled.length)]
      if (task === undefined) return
      settle()
      const isHeld = task.state === 'held'
      const reply = await call(`tasks/${task.id}/${what}`, { worker: task.worker, try: task.tries, ...(what === 'fail' ? { error: 'no' } : {}) })
      tell(`${task.worker} says of ${task.title}: ${what}; the answer is ${reply.status}`)
      expect(reply.status, reply.text).to.equal(isHeld ? 200 : 409)
      if (isHeld) takeWord(task, what, now())
    },
    async completeAll() {
      settle()
      const held = tasks.filter(({ state }) => state === 'held')
      const replies = await Promise.all(held.map(({ id, worker, tries }) => call(`tasks/${id}/complete`, { worker, try: tries })))
      expect(replies.map(({ status }) => status)).to.deep.equal(held.map(() => 200))
      for (const task of held) takeWord(task, 'complete', now())
    },
    async pass(ms: number) {
      tell(`${ms} ms pass`)
      await world.clock.advance(ms)
    },
    async compareEnds() {
      const reply = await world.wait(api.call('GET', `/api/queues/${queue}`), 'the queue')
      const { pending, claimed, completed, failed, dead } = reply.json<Readonly<Record<string, number>>>()
      expect({ pending, claimed, failed, ended: Number(completed) + Number(dead) }).to.deep.equal({ pending: 0, claimed: 0, failed: 0, ended: tasks.length })
    },
  }
  return game
}

function giveBack(task: Listed, now: number): void {
  task.state = task.tries >= MOST_TRIES ? 'ended' : 'waiting'
  task.dueAt = now
}

function takeWord(task: Listed, what: 'complete' | 'fail' | 'heartbeat', now: number): void {
  if (what === 'heartbeat') task.heardAt = now
  else if (what === 'complete' || task.tries >= MOST_TRIES) task.state = 'ended'
  else Object.assign(task, { state: 'waiting', dueAt: now + FIRST_WAIT_MS * 2 ** (task.tries - 1) })
}

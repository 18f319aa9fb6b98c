import type { Scenario, Scene } from '../pattern'
import { type Answer, expected, insist, isLost, type Performer } from '../performer'
import { promise } from '../promise'

const PARTIES = 5
const ROUNDS = 2
const PATIENCE_MS = 10_000
const BROKEN = 409

interface Gate {
  readonly scene: Scene
  readonly name: string
  readonly parties: number
}

const path = ({ name }: Gate, rest = '') => `/api/barriers/${name}${rest}`
/** The round that the next to arrive belongs to. */
const roundOf = async (gate: Gate, member: Performer): Promise<number> => {
  const answer = await member.ask(undefined, 'GET', path(gate))
  return answer.status === 404 ? 1 : expected(answer, 200, 'looking at the barrier').generation
}

/** Arrives and waits. Where the answer is lost, the barrier tells whether it has gone on meanwhile; what it still had to tell of a round before is passed over. */
async function arrive(gate: Gate, member: Performer, signal?: AbortSignal): Promise<Answer> {
  const round = await roundOf(gate, member)
  const wish = { parties: gate.parties, member: member.name, timeout_ms: PATIENCE_MS }
  const answer = await insist(
    member,
    () => member.ask('barrier arrive', 'POST', path(gate, '/arrive'), wish, signal),
    async () => ((await roundOf(gate, member)) > round ? { status: 200, body: { generation: round, position: 0 } } : undefined),
  )
  return answer.status === 200 && answer.body.generation < round ? arrive(gate, member, signal) : answer
}

const members = (scene: Scene, count: number) => Promise.all(Array.from({ length: count }, (_, index) => scene.agent(`member-${index + 1}`)))

const allPassOnce: Scenario = {
  pattern: 'barrier',
  promise: `nobody passes before ${PARTIES} have arrived, then ${PARTIES} pass, once, and again in the next round`,
  async play(scene) {
    const gate: Gate = { scene, name: `${scene.key}-gate`, parties: PARTIES }
    const all = await members(scene, PARTIES)
    for (let round = 1; round <= ROUNDS; round += 1) {
      let arrived = 0
      const pass = async (member: Performer, index: number) => {
        await scene.pass(index * 20)
        arrived += 1
        const passed = expected(await arrive(gate, member), 200, 'arriving')
        promise(arrived === PARTIES, `${member.name} passed when ${arrived} of ${PARTIES} had arrived`)
        return passed
      }
      const passed = await Promise.all(all.map(pass))
      const positions = passed.map(({ position }) => position).filter((position) => position > 0)
      promise(new Set(positions).size === positions.length, `two passed in the same place: ${positions.join(', ')}`)
      promise(new Set(passed.map((each) => each.generation)).size === 1, 'not all passed in the same round')
    }
    const [someone] = all as [Performer]
    const { waiting } = expected(await someone.ask(undefined, 'GET', path(gate)), 200, 'looking')
    promise(waiting.length === 0, `${waiting.length} still wait`)
  },
}

/** Resolves once so many wait. */
async function untilWaiting(gate: Gate, observer: Performer, count: number): Promise<void> {
  while (!gate.scene.signal.aborted) {
    const answer = await observer.ask(undefined, 'GET', path(gate))
    if (answer.status === 200 && answer.body.waiting.length === count) return
    await gate.scene.pass(10)
  }
}

const withdrawnBreaks: Scenario = {
  pattern: 'barrier',
  promise: 'a member that withdraws breaks it for all, and it can be used again',
  async play(scene) {
    const gate: Gate = { scene, name: `${scene.key}-withdrawn`, parties: 3 }
    const [one, two, three] = (await members(scene, 3)) as [Performer, Performer, Performer]
    const waiting = [one, two].map((member) => arrive(gate, member))
    await untilWaiting(gate, three, 2)
    await insist(two, () => two.ask('barrier withdraw', 'DELETE', path(gate, `/members/${two.name}`)))
    for (const answer of await Promise.all(waiting)) promise(answer.status === BROKEN || scene.faulty, `one who waited was answered with ${answer.status}`)
    const again = await Promise.all([one, two, three].map((member) => arrive(gate, member)))
    promise(
      again.every(({ status }) => status === 200),
      'nobody passes it afterwards',
    )
  },
}

const silentBreaks: Scenario = {
  pattern: 'barrier',
  promise: 'a member that falls silent breaks it for all',
  async play(scene) {
    const gate: Gate = { scene, name: `${scene.key}-silent`, parties: 3 }
    const [one, silent] = (await members(scene, 2)) as [Performer, Performer]
    const connection = new AbortController()
    const gone = arrive(gate, silent, connection.signal).catch(() => undefined)
    await untilWaiting(gate, one, 1)
    const began = scene.now()
    const waiting = arrive(gate, one)
    connection.abort()
    await gone
    const answer = await waiting
    promise(answer.status === BROKEN || (scene.faulty && isLost(answer)), `who waited was answered with ${answer.status}`)
    const took = scene.now() - began
    promise(scene.faulty || took > scene.silenceMs / 2, `it broke after ${Math.round(took)} ms already`)
  },
}

export const barrier: readonly Scenario[] = [allPassOnce, withdrawnBreaks, silentBreaks]

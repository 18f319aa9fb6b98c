import type { Pattern } from '../../app/backplane/guarantees'
import type { Clock } from '../../app/shared/clock'
import { seededRandom } from '../../app/shared/random'
import type { Sample } from './measurements'
import type { Scenario, Scene } from './pattern'
import type { Performer } from './performer'
import { BrokenPromise } from './promise'

/** How a scenario ended. */
export type Outcome =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly sentence: string }
  /** Broken, as the engine is known to do. */
  | { readonly kind: 'deviated'; readonly sentence: string; readonly reason: string }
  /** Kept, although the engine is said not to keep it. */
  | { readonly kind: 'begun to hold'; readonly reason: string }
  /** A promise was broken before, and no more was to be begun. */
  | { readonly kind: 'not run' }

export interface Verdict {
  readonly pattern: Pattern
  readonly promise: string
  readonly outcome: Outcome
  readonly ms: number
}

/** The running platform, as the runner uses it. */
export interface Stage {
  /** What all waiting is done by, and all that is promised of time. */
  readonly clock: Clock
  readonly silenceMs: number
  readonly openMs: number
  readonly faulty: boolean
  /** An agent whose questions to the platform are measured; the signal ends what waits. */
  performer(name: string, scene: { readonly key: string; readonly signal: AbortSignal; readonly measured: (sample: Sample) => void }): Promise<Performer>
}

export interface Plan {
  readonly seed: number
  readonly parallel: number
  readonly timeoutMs: number
  readonly failFast: boolean
}

export interface Played {
  /** In the order in which the scenarios were given. */
  readonly verdicts: readonly Verdict[]
  readonly samples: readonly Sample[]
  readonly elapsedMs: number
}

/** Plays scenarios on a platform, several at once, in an order made of the seed. Each has its own time limit; what one began is over before it counts as ended. */
export async function play(scenarios: readonly Scenario[], stage: Stage, plan: Plan): Promise<Played> {
  const began = performance.now()
  const samples: Sample[] = []
  const verdicts = new Map<Scenario, Verdict>()
  const order = shuffled(
    scenarios.map((scenario, index) => ({ scenario, key: `${scenario.pattern}-${index + 1}` })),
    plan.seed,
  )
  let broken = false
  const worker = async () => {
    for (let next = order.shift(); next !== undefined; next = order.shift()) {
      const { scenario, key } = next
      const verdict = broken && plan.failFast ? notRun(scenario) : await playOne(scenario, { key, stage, timeoutMs: plan.timeoutMs, samples })
      broken ||= verdict.outcome.kind === 'broken'
      verdicts.set(scenario, verdict)
    }
  }
  await Promise.all(Array.from({ length: plan.parallel }, worker))
  return { verdicts: scenarios.map((scenario) => verdicts.get(scenario) ?? notRun(scenario)), samples, elapsedMs: performance.now() - began }
}

const notRun = ({ pattern, promise }: Scenario): Verdict => ({ pattern, promise, outcome: { kind: 'not run' }, ms: 0 })

interface Setting {
  readonly key: string
  readonly stage: Stage
  readonly timeoutMs: number
  readonly samples: Sample[]
}

async function playOne(scenario: Scenario, { key, stage, timeoutMs, samples }: Setting): Promise<Verdict> {
  const { clock } = stage
  const began = clock.monotonic()
  const over = new AbortController()
  const inTime = clock.deadline(timeoutMs, () => over.abort(new BrokenPromise(`it was not over after ${timeoutMs / 1_000} s`)))
  const measured = (sample: Sample) => void samples.push(sample)
  const scene: Scene = {
    ...{ key, silenceMs: stage.silenceMs, openMs: stage.openMs, faulty: stage.faulty, signal: over.signal },
    agent: (name) => stage.performer(name, { key, signal: over.signal, measured }),
    measured: (operation, ms) => measured({ operation, ms, error: undefined }),
    now: clock.monotonic,
    pass: (ms) => clock.sleep(ms, over.signal),
  }
  const outcome = await Promise.race([scenario.play(scene), whenAborted(over.signal)]).then(
    (): Outcome => ({ kind: 'kept' }),
    (error: unknown): Outcome => ({ kind: 'broken', sentence: sentenceOf(error, over.signal) }),
  )
  inTime()
  // Whatever of the scenario is still waiting is told that it is over.
  over.abort(new Error('the scenario is over'))
  return { pattern: scenario.pattern, promise: scenario.promise, outcome, ms: clock.monotonic() - began }
}

/** What was thrown because the time was over says that; anything but a broken promise is a fault of its own, told whole. */
function sentenceOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted && signal.reason instanceof BrokenPromise) return signal.reason.message
  if (error instanceof BrokenPromise) return error.message
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

/** The same seed gives the same order. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seededRandom(seed)
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

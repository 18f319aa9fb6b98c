import type { Pattern } from '../../app/backplane/guarantees'
import type { Performer } from './performer'

/** Where one scenario takes place: nobody else uses its names. */
export interface Scene {
  /** Part of every name that the scenario gives. */
  readonly key: string
  /** How long the platform waits for somebody silent, and how long a breaker stays open. */
  readonly silenceMs: number
  readonly openMs: number
  /** Whether failures are injected: then what is lost is tried again, and some promises are about less. */
  readonly faulty: boolean
  /** Over when the time of the scenario is. */
  readonly signal: AbortSignal
  /** An agent of this scenario, with a token of its own. */
  agent(name: string): Promise<Performer>
  /** Something that took so long, beside what is asked of the platform. */
  measured(operation: string, ms: number): void
  /** Milliseconds that only grow. */
  now(): number
  /** Waits. */
  pass(ms: number): Promise<void>
}

/** One promise of a pattern, tried on a running platform. */
export interface Scenario {
  readonly pattern: Pattern
  /** The promise, as a sentence. */
  readonly promise: string
  /** Throws BrokenPromise, with a sentence that says what was seen. */
  play(scene: Scene): Promise<void>
}

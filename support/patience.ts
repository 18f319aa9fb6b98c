// How long anybody waits on the machine's clock. These limits make a failure of what hangs, and decide nothing else, however busy the machine is.

interface Patience {
  /** For what is asked within this process. */
  readonly waitMs: number
  /** For what somebody looks for again and again. */
  readonly lookMs: number
}

const USUAL: Patience = { waitMs: 60_000, lookMs: 60_000 }
let present = USUAL

export const patience = (): Patience => present

/** From now on so long is waited really; what is not named, as usual. */
export function waitReally(changed: Partial<Patience>): void {
  present = { ...USUAL, ...changed }
}

/** For every step that says nothing else: longer than what it waits for, so that a failure names that. */
export const STEP_MS = 180_000
/** For steps that start, kill or ask processes, or make a run of their own. */
export const PROCESSES = { timeout: 300_000 }
/** For steps that look at a page: a browser takes its own time. */
export const BROWSER = { timeout: 300_000 }
/** For steps that try everything on the machine's clock. */
export const REALLY = { timeout: 300_000 }

import { isAbout } from './clock'
import { type Control, type Needed, NeedsControl } from './control'

/** What a scenario may take into its own hand: everything of a platform that is ours, and little of one that is somebody else's. */
export interface Reach {
  readonly isRemote: boolean
  /** Rejects when the scenario turns out to need what it cannot have. */
  readonly left: Promise<never>
  /** For steps that are about what nobody has of a platform that is somebody else's: there it throws. */
  lack(control: Control, what: string): void
  /** For steps that are about what only we have here: our programs, our files, platforms of their own. */
  here(what: string): void
  /** This scenario cannot be tried where it is. Throws, ends whatever waiting is under way, and is told to the run. */
  need(control: Control, what: string): never
  /** The same, without throwing. */
  lacks(control: Control, what: string): NeedsControl
  /** A time that was measured, as it is expected if it may be that: only a clock that we move is right to the millisecond. */
  about(actual: number, expected: number): number
}

/** `attach` tells the run what was needed, as the first of perhaps several things. */
export function createReach({ isRemote, attach }: { readonly isRemote: boolean; readonly attach: (needed: Needed) => void }): Reach {
  const { promise: left, reject } = Promise.withResolvers<never>()
  left.catch(() => undefined)
  let needed: NeedsControl | undefined
  const lacks = (control: Control, what: string): NeedsControl => {
    if (needed !== undefined) return needed
    needed = new NeedsControl({ control, what })
    reject(needed)
    attach({ control, what })
    return needed
  }
  const lack = (control: Control, what: string): void => {
    if (isRemote) throw lacks(control, what)
  }
  return {
    isRemote,
    left,
    lack,
    here: (what) => lack('process', what),
    need: (control, what) => {
      throw lacks(control, what)
    },
    lacks,
    about: (actual, expected) => (isRemote && isAbout(actual, expected) ? expected : actual),
  }
}

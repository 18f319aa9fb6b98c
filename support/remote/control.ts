/** What an example may need to have in its hand, and has not where the platform is somebody else's; each with how it is called in a report. */
export const CONTROLS = {
  clock: 'the clock',
  settings: 'the settings',
  process: 'the process',
  storage: 'the stored data',
  log: 'the log',
  metrics: 'figures of its own',
  network: 'the network',
  emptiness: 'an empty store',
} as const

export type Control = keyof typeof CONTROLS

/** The type of an attachment that says what an example needed and could not have: JSON, `{control, what}`. */
export const NEEDED = 'application/vnd.concord.needs-control+json'

/** What was needed, and for what. */
export interface Needed {
  readonly control: Control
  readonly what: string
}

/** An example reached for what nobody has of a platform that is somebody else's. Neither the platform nor the example is at fault. */
export class NeedsControl extends Error implements Needed {
  readonly code = 'needs_control'
  readonly control: Control
  readonly what: string
  constructor({ control, what }: Needed) {
    super(`This needs control of ${CONTROLS[control]}: ${what}`)
    this.name = 'NeedsControl'
    this.control = control
    this.what = what
  }
}

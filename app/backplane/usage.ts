import type { Clock } from '../shared/clock'
import type { Logger } from '../shared/logger'
import { type NameOf, type Wrap, within } from './around'
import type { FaultPlan } from './fault'
import { faulty } from './faulty'
import { type Measurement, measuring } from './measuring'

/** What happens around each use of the engine, beside what the settings ask for. */
export interface Usage {
  readonly wrap: Wrap
  readonly nameOf: NameOf
}

interface Deps {
  readonly clock: Clock
  readonly logger: Logger
  readonly faults: FaultPlan | undefined
  readonly observe: (measurement: Measurement) => void
  readonly use: Usage | undefined
}

/** Each use is measured, and fails where failures are asked for (M06.7, M06.8). */
export function usageOf({ clock, logger, faults, observe, use }: Deps): Usage {
  const measure = measuring({ clock, observe })
  const asked = faults && faulty({ clock, plan: faults, injected: (fault) => logger.warn({ fault }, 'injected a failure') })
  const inner = [asked, use?.wrap].filter((wrap) => wrap !== undefined)
  return { wrap: inner.reduce(within, measure), nameOf: use?.nameOf ?? ((id) => id) }
}

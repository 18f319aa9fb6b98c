import type { KillPoint } from './kill-plan'
import type { PlantedBug } from './planted'

/** What the trial tells the process that it is going to kill. */
export interface Orders {
  readonly point?: KillPoint | undefined
  readonly bug?: PlantedBug | undefined
}

/** The setting that carries the orders. */
export const ORDERS = 'TRIAL_ORDERS'
/** What the process says of itself. */
export const DIED = 'trial: dies'
export const DURABLE = 'trial: the writer is durable'

import { randomUUID } from 'node:crypto'
import { type Child, startChild } from '../trials/child'
import type { Site } from '../trials/site'

/** A platform in a process of its own whose jobs are led by Temporal. */
export interface LedPlatform {
  readonly child: Child
  readonly origin: string
}

/** Where it finds its Temporal. */
export interface Leader {
  readonly address: string
  readonly taskQueue: string
}

/** A queue that nobody else takes from: each database has its own. */
export const ownQueue = (): string => `concord-${randomUUID()}`

/** Starts one; several on one site share its queue. */
export async function startLed(site: Site, { address, taskQueue }: Leader): Promise<LedPlatform> {
  const child = startChild({ ...site.settings, CONCORD_BACKPLANE: 'temporal', TEMPORAL_ADDRESS: address, TEMPORAL_TASK_QUEUE: taskQueue })
  const origin = await child.listening
  if (origin === undefined) throw new Error(`the platform does not start:\n${child.output}`)
  return { child, origin }
}

/** Waits until `isSo`, and answers after how many milliseconds it was; undefined if it was not within `most`. */
export async function until(isSo: () => boolean | Promise<boolean>, most: number): Promise<number | undefined> {
  const since = performance.now()
  while (performance.now() - since < most) {
    if (await isSo()) return performance.now() - since
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  return undefined
}
const LOOK_MS = 25

import { around } from '../backplane/around'
import type { Engine } from '../backplane/backplane'
import { createEmbedded } from '../backplane/embedded/embedded'
import { usageOf } from '../backplane/usage'
import { createEventLog } from '../events/log'
import { createToldLog } from '../events/told-log'
import type { Parts } from '../http/parts'
import { createPublish, type Publish } from '../social/publishing'
import type { Foundation, Outside } from './foundation'

/** How one hears of another: the engine of coordination, and the log of events. */
export type Signals = Pick<Parts, 'backplane' | 'events' | 'publish'>

/** Engines that need something outside this process: nothing stands in for them silently. */
const OUTSIDE: ReadonlySet<Engine> = new Set(['redis', 'mcp'])

export function buildSignals(foundation: Foundation, { createBackplane = createEmbedded, use }: Pick<Outside, 'createBackplane' | 'use'>): Signals {
  const { settings, store, clock, newId, logger, instanceId, metrics } = foundation
  const { wrap, nameOf } = usageOf({ clock, logger, faults: settings.faults, observe: metrics.operation, use })
  const engine = createBackplane({ store, clock, newId, logger, instanceId, log: createToldLog(store), settings })
  if (OUTSIDE.has(settings.backplane.engine) && engine.engine !== settings.backplane.engine) throw new Error('the engine that the settings name was not given')
  const backplane = around(engine, wrap, nameOf)

  const log = createEventLog({ store, clock })
  const notify = () => {
    log.notify()
    backplane.bus.announce()
  }
  backplane.bus.listen(log.notify)
  const tell = createPublish({ store, clock, newId, notify })
  const publish: Publish = (told, by) => wrap({ name: 'event.publish', subject: `${told.topic} ${nameOf(by.agentId ?? by.by.id)}` }, () => tell(told, by))
  return { backplane, events: { ...log, notify }, publish }
}

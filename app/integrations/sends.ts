import { may, type Principal } from '../people/person'
import { type Clock, hours } from '../shared/clock'
import { Conflict, NotFound, ShuttingDown } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import type { SendRow } from '../store/tables'
import { createDelivery } from './delivery'
import { type OutsideServices, type SendOrder, type SendOutcome, type SendService, type SendView, sendViewOf } from './send'
import { createSendCalls } from './send-calls'
import { createSendRecord } from './send-record'
import { createSweep, notSent } from './send-sweep'

/** Who asks after a send. */
export type Asker = Pick<Principal, 'id' | 'role'>

/** A human's word on a send whose outcome is unknown. */
export type Word = 'sent' | 'not_sent'

/**
 * The outbox: nothing is sent twice by accident (INTG-04.20). A send is written down before anything goes out, and its outcome after.
 * What may have arrived is `unknown`, and goes out again only once the service was searched and does not have it.
 */
export interface Sends {
  /**
   * Sends, or answers what became of the same request earlier: `sent` or `unknown`. Goes on although the caller leaves; ShuttingDown as the signal's
   * reason gives it up as `unknown`. Throws the service's failure, ServiceNotConfigured, IdempotencyKeyReused, IdempotencyInProgress, InvalidInput.
   */
  deliver(order: SendOrder, signal: AbortSignal): Promise<SendView>
  /** Throws ServiceNotConfigured. */
  ready(service: SendService): void
  /** One's own send; for supervisors anybody's. Throws NotFound. */
  view(id: string, asker: Asker): Promise<SendView>
  /** Takes a human's word. Throws NotFound, and Conflict unless the send is `unknown`. */
  settle(id: string, asker: Asker, word: Word): Promise<SendView>
  /** Searches the services for what is `unknown`, for as long as a key would stand for it. To be called now and then. */
  settleUnknown(): Promise<void>
  /** What an instance that is gone was sending becomes `unknown`. */
  recover(goneInstanceId: string): Promise<void>
  /** Gives up what is still under way, as `unknown`; resolves when that is written down. */
  stop(): Promise<void>
}

export interface SendSettings {
  /** For the whole call. A search that finds nothing is believed only when as much time again has passed since the attempt was given up. */
  readonly timeoutMs: number
  readonly idempotencyHours: number
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly instanceId: string
  readonly services: OutsideServices
  readonly settings: SendSettings
}

export function createSends({ store, clock, newId, logger, instanceId, services, settings }: Deps): Sends {
  const keyLifeMs = hours(settings.idempotencyHours)
  const stopping = new AbortController()
  const record = createSendRecord({ store, clock, newId, instanceId, keyLifeMs })
  const calls = createSendCalls({ clock, services, timeoutMs: settings.timeoutMs, stopping: stopping.signal })
  const delivery = createDelivery({ record, calls, logger })
  const sweep = createSweep({ clock, record, calls, instanceId, keyLifeMs, logger, isSending: delivery.isSending })

  const visible = async (id: string, asker: Asker): Promise<SendRow> => {
    const row = await record.byId(id)
    if (row === undefined || !(row.person_id === asker.id || may(asker.role, 'supervisor'))) throw new NotFound('There is no such send')
    return row
  }
  return {
    ready: (service) => services[service].ready(),
    async deliver(order, signal) {
      signal.throwIfAborted()
      services[order.service].ready()
      return delivery.deliver(order, onlyWhenStopping(signal))
    },
    view: async (id, asker) => sendViewOf(await visible(id, asker)),
    async settle(id, asker, word) {
      const row = await visible(id, asker)
      if (row.status !== 'unknown') throw notUnknown(row)
      const outcome: SendOutcome = word === 'sent' ? { kind: 'sent', answer: {} } : notSent(row, 'somebody settled that it was not sent')
      const settled = await record.settle(row, outcome, asker.id)
      if (settled.status !== outcome.kind) throw notUnknown(settled)
      return sendViewOf(settled)
    },
    settleUnknown: sweep.settleUnknown,
    recover: sweep.recover,
    async stop() {
      stopping.abort(new ShuttingDown('The platform stopped before the service answered'))
      await delivery.idle()
    },
  }
}

const notUnknown = ({ status }: SendRow) => new Conflict(`Only a send whose outcome is unknown can be settled; this one is ${status}`)

/** Aborted only when the platform stops: a browser that leaves does not cut a message in half. */
function onlyWhenStopping(signal: AbortSignal): AbortSignal {
  const controller = new AbortController()
  signal.addEventListener('abort', () => {
    if (signal.reason instanceof ShuttingDown) controller.abort(signal.reason)
  })
  return controller.signal
}

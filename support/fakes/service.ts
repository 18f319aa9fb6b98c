import { type Clock, hours } from '../../app/shared/clock'
import { type Call, type Received, receive, remember } from './calls'
import { createMoods, type MoodLimits, type SilentMood } from './mood'
import { ConnectionLost, createWire, type Wire } from './wire'

/** What every fake has in common: it answers, remembers, and can be in a mood. `M` are the moods of its own. */
export interface Service<M> {
  readonly name: string
  /** The hosts it answers for. */
  readonly hosts: readonly string[]
  /** The line to it, which can fail before it is asked anything. */
  readonly wire: Wire
  /** Answers one request. Rejects where the connection is lost, and where the client is gone. */
  handle(request: Request): Promise<Response>
  /** Every request that reached it, in order. */
  readonly calls: readonly Call[]
  /** Requests that no client of this provider may make; any of them fails the scenario. */
  readonly protocolViolations: readonly string[]
  /** Connections that were tried in vain and requests that came. */
  contacts(): number
  /** How it behaves from now on, or within limits. */
  is(mood: M | SilentMood<M>, limits?: MoodLimits): void
  /** Behaves well again, and its line is sound. */
  recovers(): void
}

/** What one fake brings. */
export interface Behaviour<M> {
  readonly name: string
  readonly hosts: readonly string[]
  readonly clock: Clock
  /** The credential that a request shows. */
  credential(received: Received): string | undefined
  answer(received: Received, circumstances: Circumstances<M>): Response | Promise<Response>
}

export interface Circumstances<M> {
  readonly mood: M | undefined
  readonly call: Call
  /** Notes that the request is one that no client may make. */
  readonly violation: (what: string) => void
}

const heard = new WeakMap<Request, Call>()

/** What a service heard in a request; undefined before it has read it. */
export const heardIn = (request: Request): Call | undefined => heard.get(request)

/** A service with the moods that need no knowledge of its language: slow, silent, hanging up, answering into the void. */
export function createService<M extends { readonly kind: string }>(behaviour: Behaviour<M>): Service<M> {
  const { name, hosts, clock } = behaviour
  const wire = createWire({ clock })
  const moods = createMoods<M | SilentMood<M>>()
  const calls: Call[] = []
  const protocolViolations: string[] = []

  const act = async (received: Received, call: Call, mood: M | SilentMood<M> | undefined): Promise<Response> => {
    const violation = (what: string) => void protocolViolations.push(`${name}: ${what} (${call.method} ${call.path})`)
    if (mood === undefined || !isSilent(mood)) return behaviour.answer(received, { mood, call, violation })
    switch (mood.kind) {
      case 'slow':
        await clock.sleep(mood.ms, received.signal)
        return act(received, call, mood.next)
      case 'silent':
        return silence(clock, received.signal)
      case 'hangs_up':
        throw new ConnectionLost()
      case 'answer_lost':
        await behaviour.answer(received, { mood: undefined, call, violation })
        return mood.how === 'silent' ? silence(clock, received.signal) : Promise.reject(new ConnectionLost())
    }
  }
  return {
    name,
    hosts,
    wire,
    calls,
    protocolViolations,
    contacts: () => calls.length + wire.met.length,
    is: moods.is,
    recovers() {
      moods.recovers()
      wire.heals()
    },
    async handle(request) {
      const received = await receive(request)
      const call = remember(received, { key: behaviour.credential(received), at: clock.now() })
      calls.push(call)
      heard.set(request, call)
      const response = await act(received, call, moods.take(`${received.method} ${received.url.pathname}`))
      call.status = response.status
      return response
    },
  }
}

const SILENT: ReadonlySet<string> = new Set<SilentMood<never>['kind']>(['slow', 'silent', 'hangs_up', 'answer_lost'])
const isSilent = <M extends { readonly kind: string }>(mood: M | SilentMood<M>): mood is SilentMood<M> => SILENT.has(mood.kind)

async function silence(clock: Clock, signal: AbortSignal): Promise<never> {
  await clock.sleep(hours(1), signal)
  throw new ConnectionLost()
}

/** The secret of an `Authorization` header with one of these schemes. */
export function credentialOf(headers: Headers, ...schemes: readonly string[]): string | undefined {
  const [scheme, secret] = headers.get('authorization')?.split(' ') ?? []
  return schemes.some((known) => known.toLowerCase() === scheme?.toLowerCase()) ? secret : undefined
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

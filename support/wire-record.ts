import type { Dispatcher } from 'undici'
import type { Api, Call } from './api'
import type { Call as Heard } from './fakes/calls'
import { heardIn } from './fakes/service'
import type { Answerer } from './network'
import type { Reply } from './reply'

/** Something that went over the wire, with the time on the scenario's clock. */
export interface Passed {
  readonly atMs: number
  readonly from: string
  readonly to: string
  /** What was asked or answered. */
  readonly what: string
  readonly kind: PassedKind
  /** What an outside service heard, once it has. */
  readonly heard?: () => Heard | undefined
}

/** Lost: nothing came back, or nothing more. */
export type PassedKind = 'asked' | 'answered' | 'lost'

/** What went over the wire in a scenario: between people or agents and the platform, and between the platform and outside services. */
export interface WireRecord {
  /** The same API; what this person or agent asks, and is answered, is taken down. */
  ofApi(api: Api, who: string): Api
  /** The same outside service, likewise. */
  ofService(service: Answerer, name: string): Answerer
  readonly passed: readonly Passed[]
}

export const PLATFORM = 'platform'
const LONGEST = 110

export function createWireRecord(elapsed: () => number): WireRecord {
  const passed: Passed[] = []
  const note = (from: string, to: string, told: Pick<Passed, 'what' | 'kind' | 'heard'>) => void passed.push({ atMs: elapsed(), from, to, ...told })
  const asked = (who: string, method: Dispatcher.HttpMethod, path: string, { body, raw }: Call = {}) =>
    note(who, PLATFORM, { kind: 'asked', what: [method, path, body === undefined ? String(raw ?? '') : JSON.stringify(body)].join(' ') })
  const answered = (who: string, reply: Reply | undefined) =>
    note(PLATFORM, who, { kind: 'answered', what: reply === undefined ? 'begins to answer in parts' : `${reply.status} ${reply.text}` })
  const lost = (from: string, to: string) => (error: unknown) => {
    note(from, to, { kind: 'lost', what: `no answer: ${error instanceof Error ? error.message : String(error)}` })
    throw error
  }
  return {
    passed,
    ofApi: (api, who) => ({
      ...api,
      async call(method, path, call) {
        asked(who, method, path, call)
        const reply = await api.call(method, path, call).catch(lost(PLATFORM, who))
        answered(who, reply)
        return reply
      },
      async live(method, path, call) {
        asked(who, method, path, call)
        const live = await api.live(method, path, call).catch(lost(PLATFORM, who))
        answered(who, live.reply)
        return live
      },
      async open(path) {
        note(who, PLATFORM, { kind: 'asked', what: `opens a line at ${path}` })
        return api.open(path).catch(lost(PLATFORM, who))
      },
    }),
    ofService: (service, name) => ({
      hosts: service.hosts,
      wire: {
        ...service.wire,
        connect() {
          const fault = service.wire.connect()
          if (fault === undefined) return fault
          note(PLATFORM, name, { kind: 'asked', what: 'connects' })
          note(name, PLATFORM, { kind: 'lost', what: `no answer: ${fault}` })
          return fault
        },
      },
      async handle(request) {
        note(PLATFORM, name, { kind: 'asked', what: `${request.method} ${new URL(request.url).pathname}`, heard: () => heardIn(request) })
        const response = await service.handle(request).catch(lost(name, PLATFORM))
        note(name, PLATFORM, { kind: 'answered', what: String(response.status), heard: () => heardIn(request) })
        return response
      },
    }),
  }
}

/** A sequence diagram in plain text: a line for each thing that passed, those waited for told by their time. */
export function diagram(passed: readonly Passed[]): string {
  const width = Math.max(0, ...passed.map(({ from }) => from.length))
  const other = Math.max(0, ...passed.map(({ to }) => to.length))
  return passed.map(({ atMs, from, to, what }) => `${time(atMs)}  ${from.padEnd(width)} → ${to.padEnd(other)}  ${shortened(what)}`).join('\n')
}

const time = (ms: number): string => `${(ms / 1_000).toFixed(3).padStart(9)} s`
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text).trimEnd()

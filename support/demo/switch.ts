import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'

/** Something that can be taken out of service and put back. */
export interface Switchable {
  is(mood: { readonly kind: 'out_of_service' }): void
  recovers(): void
}

interface Reply {
  readonly status: number
  readonly body: string
  readonly allow?: string
}

const STATES = ['in-service', 'out-of-service'] as const
type State = (typeof STATES)[number]
const LONGEST_BODY = 100

/** An HTTP server that lists the states of the providers (`GET /`) and changes them (`PUT /<name>` with the state as its body). Listens nowhere yet. */
export function createSwitch(providers: Readonly<Record<string, Switchable>>): Server {
  const states = new Map<string, State>(Object.keys(providers).map((name) => [name, 'in-service']))
  const listed = () => [...states].map(([name, state]) => `${name}: ${state}\n`).join('')
  const set = (name: string, provider: Switchable, given: string): Reply => {
    const state = STATES.find((known) => known === given)
    if (state === undefined) return refusal(400, `A provider is ${STATES.join(' or ')}, not "${given.slice(0, LONGEST_BODY)}".`)
    states.set(name, state)
    if (state === 'in-service') provider.recovers()
    else provider.is({ kind: 'out_of_service' })
    return { status: 200, body: listed() }
  }
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const name = (request.url ?? '/').split('?', 1)[0]?.slice(1) ?? ''
    const provider = Object.hasOwn(providers, name) ? providers[name] : undefined
    if (provider === undefined && name !== '') return refusal(404, `There is no provider "${name}" here; there are ${[...states.keys()].join(' and ')}.`)
    if (request.method === 'GET') return { status: 200, body: provider === undefined ? listed() : `${name}: ${states.get(name)}\n` }
    if (provider === undefined) return { ...refusal(405, `Name the provider: PUT /${[...states.keys()].join(' or PUT /')}.`), allow: 'GET' }
    if (request.method !== 'PUT') return { ...refusal(405, 'Use GET to see the state and PUT to change it.'), allow: 'GET, PUT' }
    return set(name, provider, (await text(request)).trim())
  }
  return createServer(async (request, response) => {
    const { status, body, allow } = await answer(request)
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...(allow === undefined ? {} : { allow }) })
    response.end(body)
  })
}

const refusal = (status: number, sentence: string): Reply => ({ status, body: `${sentence}\n` })

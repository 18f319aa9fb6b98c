import { Agent, type Dispatcher } from 'undici'
import { createServer } from '../app/http/server'
import { mcpRoutes } from '../app/mcp/mcp.routes'
import { ensureFirstAdministrator } from '../app/people/first-administrator'
import type { Platform } from '../app/platform'
import { readSettings } from '../app/settings'
import { type Api, createApi } from './api'
import { AGENT_NAMES, AGENTS, type AgentName, CAST, type KnownAgent, type Member, PERSON_NAMES, type PersonName } from './cast'
import { type Conformance, createConformance, type Description } from './conformance'
import { createNetwork, type Network } from './network'
import { buildPlatform } from './platform'
import { type Names, PLAIN } from './remote/names'
import { createScenarioClock } from './scenario-clock'
import { openPostgresHouse, type Server } from './storage/postgres'
import { openSqliteHouse } from './storage/sqlite'
import type { Storage, StorageHouse } from './storage/storage'

/** When every scenario begins: a Saturday, noon in London. */
export const START = Date.UTC(2026, 10, 21, 12)
/** When the cast was invited: ids are made of the time and of chance that begins anew with every platform. */
const BEFORE = START - 3_600_000

/** What one worker builds once: the server, the network, and a store with the cast in it. Scenarios put their own platform behind the server. */
export interface House {
  readonly origin: string
  readonly network: Network
  readonly members: Readonly<Record<PersonName, Member>>
  readonly agents: Readonly<Record<AgentName, KnownAgent>>
  readonly api: (headers: Readonly<Record<string, string>>) => Api
  readonly dispatcher: Dispatcher
  readonly conformance: Conformance
  /** How the present scenario's names are called on the platform. */
  readonly names: Names
  /** Where the scenarios keep their data. */
  readonly storage: StorageHouse
  serve(platform: Platform | undefined): void
  /** Resolves when a platform that is elsewhere has got as far as it does by itself. */
  settled?(): Promise<void>
  /** Whether that platform was told by a service to wait for long. */
  isToldToWait?(): boolean
  close(): Promise<void>
}

/** Builds the house, on a server of PostgreSQL if there is one; the cast is invited through the platform's own API. */
export async function openHouse(postgres?: Server): Promise<House> {
  const network = createNetwork()
  network.start()
  let serving: Platform | undefined
  const parts = () => {
    if (serving === undefined) throw new Error('no platform is being served')
    return serving.parts
  }
  const server = await createServer(parts, readSettings({}), [mcpRoutes])
  const origin = await server.listen({ host: '127.0.0.1', port: 0 })
  const dispatcher = new Agent({ keepAliveTimeout: 60_000 })
  const plain = createApi({ origin, dispatcher, conformance: undefined })
  const serve = (platform: Platform | undefined) => {
    serving = platform
  }
  const invite = (fresh: Storage) => inviteCast(fresh, serve, plain)
  const [storage, { members, agents }] = await (postgres === undefined ? openSqliteHouse(BEFORE, invite) : openPostgresHouse(postgres, BEFORE, invite))
  const description = await plain({}).call('GET', '/openapi.json')
  const conformance = createConformance(description.json<Description>())
  return {
    origin,
    network,
    members,
    agents,
    dispatcher,
    conformance,
    names: PLAIN,
    api: createApi({ origin, dispatcher, conformance }),
    storage,
    serve,
    async close() {
      await dispatcher.destroy()
      await server.close()
      await storage.close()
      network.stop()
    },
  }
}

async function inviteCast(storage: Storage, serve: (platform: Platform) => void, api: House['api']) {
  const platform = buildPlatform({ storage, clock: createScenarioClock(BEFORE), env: {} })
  serve(platform)
  const token = await ensureFirstAdministrator(platform.firstAdministrator, { givenToken: undefined, tokenDays: 90 })
  const administrator = api(bearer(token ?? ''))
  const invited = PERSON_NAMES.map(async (name): Promise<[PersonName, Member]> => {
    const { role, email } = CAST[name]
    const { id } = (await administrator.call('POST', '/api/people', { body: { name, email, role } })).json<{ id: string }>()
    const made = (await administrator.call('POST', `/api/people/${id}/tokens`)).json<{ token: string }>()
    return [name, { name, id, role, email, token: made.token }]
  })
  const members = Object.fromEntries(await Promise.all(invited)) as Record<PersonName, Member>
  return { members, agents: await makeAgents(api(bearer(members.Olivia.token))) }
}

/** One after the other, so that they are always listed in the same order. */
async function makeAgents(olivia: Api): Promise<Readonly<Record<AgentName, KnownAgent>>> {
  const made: Partial<Record<AgentName, KnownAgent>> = {}
  for (const name of AGENT_NAMES) {
    const reply = await olivia.call('POST', '/api/agents', { body: { name, ...AGENTS[name], reason: 'The cast of the specification' } })
    if (reply.status !== 201) throw new Error(`${name} could not be made: ${reply.status} ${reply.text}`)
    made[name] = { id: reply.json<{ id: string }>().id, name }
  }
  return made as Record<AgentName, KnownAgent>
}

export const bearer = (token: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${token}` })

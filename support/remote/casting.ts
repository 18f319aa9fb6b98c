import type { Api } from '../api'
import { AGENT_NAMES, AGENTS, type AgentName, CAST, type KnownAgent, type Member, PERSON_NAMES, type PersonName } from '../cast'
import { bearer } from '../house'
import type { Reply } from '../reply'

/** The people and agents of one example. */
export interface Company {
  readonly members: Readonly<Record<PersonName, Member>>
  readonly agents: Readonly<Record<AgentName, KnownAgent>>
}

/** Invites people and agents of their own for one example after the other. */
export interface Casting {
  invite(): Promise<Company>
  /** An administrator who belongs to no example. */
  runner(): Promise<Api>
}

interface Deps {
  /** The API with nothing added to what is sent and taken. */
  readonly api: (headers: Readonly<Record<string, string>>) => Api
  readonly token: string
  /** Makes an address of somebody that nobody has. */
  readonly address: (email: string) => string
}

/** A token may make so many requests a minute: after so many examples another administrator invites. */
const EXAMPLES_EACH = 30

/** `token` is an administrator's. */
export function createCasting({ api, token, address }: Deps): Casting {
  let runner: Promise<string> | undefined
  let invited = 0
  const join = async (by: Api, name: string, { email, role }: { email: string; role: string }) => {
    const { id } = made(await by.call('POST', '/api/people', { body: { name, email, role } }))
    const { token } = made(await by.call('POST', `/api/people/${id}/tokens`))
    return { id: id ?? '', token: token ?? '' }
  }
  const nextRunner = async (): Promise<string> => {
    const { token: own } = await join(api(bearer(token)), 'Conformance', { email: address(`conformance-${invited}@example.com`), role: 'administrator' })
    return own
  }
  const current = async (): Promise<Api> => {
    if (runner === undefined || invited % EXAMPLES_EACH === 0) runner = nextRunner()
    return api(bearer(await runner))
  }
  return {
    runner: async () => (runner === undefined ? current() : api(bearer(await runner))),
    async invite() {
      const by = await current()
      invited += 1
      const people = PERSON_NAMES.map(async (name): Promise<[PersonName, Member]> => {
        const { role, email } = CAST[name]
        return [name, { name, role, email, ...(await join(by, name, { role, email: address(email) })) }]
      })
      const members = Object.fromEntries(await Promise.all(people)) as Record<PersonName, Member>
      return { members, agents: await makeAgents(api(bearer(members.Olivia.token))) }
    },
  }
}

/** One after the other, so that they are always listed in the same order. */
async function makeAgents(olivia: Api): Promise<Company['agents']> {
  const agents: Partial<Record<AgentName, KnownAgent>> = {}
  for (const name of AGENT_NAMES) {
    const { id = '' } = made(await olivia.call('POST', '/api/agents', { body: { name, ...AGENTS[name], reason: 'The cast of the specification' } }))
    agents[name] = { id, name }
  }
  return agents as Company['agents']
}

function made(reply: Reply): { readonly id?: string; readonly token?: string } {
  if (reply.status !== 201) throw new Error(`the cast could not be made: ${reply.method} ${reply.path} answered ${reply.status} ${reply.text}`)
  return reply.json()
}

import { expect } from 'chai'
import type { Dispatcher } from 'undici'
import type { Api } from './api'
import { bearer } from './house'
import type { Owner } from './parameter-types'
import { buildPlatform } from './platform'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

/** A platform of its own for one case, with nobody in it but the cast. */
export interface Stage {
  /** The answer to somebody of the cast: an agent asks with a token of its own. Errors are for the caller. */
  ask(who: Owner, method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<Reply>
  /** The same where it has to work. */
  done(who: Owner, method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<Reply>
  /** Another platform goes on with the same data. */
  restart(): Promise<void>
}

/** Lets something happen on a fresh platform, behind the scenario's server and on its clock. */
export async function onStage<T>(world: ConcordWorld, task: (stage: Stage) => Promise<T>): Promise<T> {
  const own = world.platform
  const storage = await world.freshStorage()
  let starts = 0
  const build = () => {
    starts += 1
    return buildPlatform({ storage, clock: world.clock, env: world.settings, log: (line) => void world.logged.push(line), seed: 41 + starts })
  }
  let platform = build()
  world.serve(platform)
  const tokens = new Map<Owner, Promise<string>>()
  const tokenOf = async (agent: string): Promise<string> => {
    const reply = await world.as('Olivia').call('POST', `/api/agents/${world.agent(agent).id}/tokens`)
    return reply.json<{ token: string }>().token
  }
  const apiOf = async (who: Owner): Promise<Api> => {
    if (isPerson(who)) return world.as(who)
    const token = tokens.get(who) ?? tokenOf(who)
    tokens.set(who, token)
    return world.api(bearer(await token))
  }
  const ask: Stage['ask'] = async (who, method, path, body) =>
    world.wait((await apiOf(who)).call(method, path, body === undefined ? {} : { body }), `the answer to ${method} ${path}`)
  try {
    return await task({
      ask,
      async done(who, method, path, body) {
        const reply = await ask(who, method, path, body)
        expect(reply.status, `${who}, ${method} ${path}: ${reply.text}`).to.be.below(300)
        return reply
      },
      async restart() {
        await world.wait(platform.stop(0), 'the platform to stop')
        platform = build()
        world.serve(platform)
      },
    })
  } finally {
    await world.wait(platform.stop(0), 'the platform to stop')
    world.serve(own)
    await storage.close()
  }
}

const PEOPLE = ['Olivia', 'Sam', 'Uma', 'Mallory'] as const
const isPerson = (who: Owner): who is (typeof PEOPLE)[number] => PEOPLE.some((name) => name === who)

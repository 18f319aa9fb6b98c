import { expect } from 'chai'
import { AGENT_NAMES, type PersonName } from './cast'
import { dataOf } from './child-platform'
import { asParty } from './messaging'
import type { ConcordWorld } from './world'

/** As the API answers to whoever forgets somebody. */
export interface ForgettingView {
  readonly id: string
  readonly status: 'forgetting' | 'forgotten'
  readonly asked_at: string
  readonly forgotten_at: string | null
}

export const forget = (world: ConcordWorld, by: PersonName, id: string, confirm: string) =>
  world.call(world.as(by), 'POST', `/api/people/${id}/forget`, { body: { confirm } })

/** How often a text stands in what is stored, however it is written. */
export const timesStored = async (world: ConcordWorld, text: string): Promise<number> =>
  (await dataOf(world).everything()).toLowerCase().split(text.toLowerCase()).length - 1

/** Lists that do not belong to one thing. */
const LISTS = [
  ...['/api/people', '/api/agents', '/api/executions', '/api/sessions', '/api/proposals', '/api/audit', '/api/coordinations', '/api/workflows'],
  ...['/api/me/inbox', '/api/feed', '/api/topics/trending', '/api/channels', '/api/queues/letters', '/api/queues/parcels', '/api/queues/letters/tasks'],
  ...['/api/queues/parcels/tasks', '/api/state/team/plan', '/api/barriers/gate', '/metrics', '/', '/api/events', '/api/events?topic=news'],
  ...['/api/events?topic=alerts', '/api/events?topic=global'],
]
/** What can be asked of one thing, whatever it is. */
const OF_ONE = [
  ...['/api/executions/ID', '/api/sessions/ID/messages', '/api/proposals/ID', '/api/handoffs/ID', '/api/coordinations/ID', '/api/workflows/ID'],
  ...['/api/coordinations/ID/timeline.svg', '/api/posts/ID', '/api/posts/ID/reactions', '/api/channels/ID/messages', '/api/channels/ID/members'],
  ...['/api/subscriptions/ID', '/api/subscriptions/ID/dead-letters', '/api/subscriptions/ID/delivery?topic=news', '/api/integrations/sends/ID'],
  ...['/api/agents/ID/inbox', '/api/agents/ID/episodes', '/api/agents/ID/graduation', '/api/resources/ID', '/api/people/ID/tokens', '/api/budgets/person/ID'],
  ...['/api/queues/letters/tasks/ID', '/api/queues/parcels/tasks/ID', '/api/events?topic=coordination:ID'],
]
/** What is told of one thing as it happens, from the beginning. */
const LINES_OF_ONE = ['/api/executions/ID/events?after=0', '/api/coordinations/ID/events']
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Everything that the platform answers to people and agents who are left, about everything that this scenario ever came across. */
export async function everyAnswer(world: ConcordWorld, readers: readonly string[]): Promise<string> {
  const ids = [...new Set(world.replies.flatMap(({ text, path }) => `${path} ${text}`.match(ID) ?? []))]
  const each = OF_ONE.flatMap((path) => ids.map((id) => path.replace('ID', id)))
  const inboxes = AGENT_NAMES.map((name) => `/api/agents/${world.agent(name).id}/inbox`)
  let said = ''
  for (const reader of readers) {
    const api = await asParty(world, reader)
    // What is somebody's own only they are shown; all else an administrator is shown too.
    for (const path of [...LISTS, ...(reader === 'Olivia' ? each : inboxes)]) said += (await world.wait(api.call('GET', path), path)).text
  }
  return said + (await everyLine(world, ids))
}

async function everyLine(world: ConcordWorld, ids: readonly string[]): Promise<string> {
  const api = world.as('Olivia')
  const paths = ['/api/events/stream?topics=news,global,alerts&from=0', ...LINES_OF_ONE.flatMap((path) => ids.map((id) => path.replace('ID', id)))]
  let said = ''
  for (const path of paths) {
    const line = await world.wait(api.live('GET', path), path)
    said += `${line.reply?.text ?? ''}${line.events.map(({ data }) => data).join('\n')}`
    line.leave()
  }
  return said
}

export const READERS: readonly string[] = ['Olivia', 'Mallory', 'Ada', 'Sol']

/** Whoever is left reads everything, and does not find it. */
export async function expectNowhere(world: ConcordWorld, word: string): Promise<void> {
  const said = (await everyAnswer(world, READERS)).toLowerCase()
  const at = said.indexOf(word.toLowerCase())
  expect(at < 0 ? '' : said.slice(Math.max(0, at - 200), at + 100)).to.equal('')
}

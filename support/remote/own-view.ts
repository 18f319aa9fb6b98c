import type { Api, Call } from '../api'
import type { Reply } from '../reply'

/**
 * Lists of everything there is, as an example would read them if nobody had been there before it: what is older than the example is left out,
 * and the pages begin and end where its own things do.
 */
export interface OwnView {
  /** When the example began, in epoch milliseconds of the platform's own clock. */
  readonly since: number
  /** Whether a text speaks of what another example has named. */
  readonly isForeign: (text: string) => boolean
  /** Called where a list cannot be read in this way. */
  readonly refuse: (what: string) => never
}

/** Lists whose parts belong to nobody in particular; all others are of people and agents that are the example's own. */
const LISTS = /^\/api\/(?:feed|coordinations|workflows|executions|events|proposals|channels|integrations\/sends)$/
const TRAIL = '/api/audit'
/** With every example they become more: reading them through would take longer each time. */
const ENDLESS: Readonly<Record<string, string>> = {
  '/api/people': 'all people are looked at',
  '/api/agents': 'all agents are looked at',
  '/api/topics/trending': 'what everybody talks about is counted',
}

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly next_cursor: string | null
}

export const ownView = (api: Api, view: OwnView): Api => ({
  ...api,
  async call(method, path, call) {
    const [where = '', query = ''] = path.split('?', 2)
    if (method !== 'GET') return api.call(method, path, call)
    const list = ENDLESS[where]
    if (list !== undefined) {
      const reply = await api.call(method, path, call)
      return reply.status === 200 ? view.refuse(list) : reply
    }
    if (where === TRAIL) return { ...without(await api.call(method, `${where}?${since(query, view)}`, call), view), path }
    return LISTS.test(where) ? { ...(await read(api, { path, call, view })), path } : api.call(method, path, call)
  },
})

function since(query: string, { since }: OwnView): URLSearchParams {
  const parameters = new URLSearchParams(query)
  if (!parameters.has('from')) parameters.set('from', new Date(since).toISOString())
  return parameters
}

/** The records of a page less those that are about what others have named. */
function without(reply: Reply, { isForeign }: OwnView): Reply {
  const page = pageOf(reply)
  if (page === undefined || !isForeign(reply.text)) return reply
  const text = JSON.stringify({ ...page, items: page.items.filter((item) => !isForeign(JSON.stringify(item))) })
  return { ...reply, text, json: () => JSON.parse(text) }
}

interface Reading {
  readonly path: string
  readonly call: Call | undefined
  readonly view: OwnView
}

async function read(api: Api, { path, call, view }: Reading): Promise<Reply> {
  const reply = await api.call('GET', path, call)
  const page = pageOf(reply)
  if (page === undefined) return reply
  const own = page.items.filter((item) => isOwn(item, view))
  if (own.length === page.items.length) return (await goesOn(api, reply, { call, view })) ? reply : lastPage(reply, own)
  if (page.next_cursor === null || showsNewestFirst(page)) return lastPage(reply, own)
  if (path.includes('cursor=')) return reply
  const cursor = await lastOld(api, { path, call, view })
  return cursor === undefined ? lastPage(reply, own) : api.call('GET', withParameters(path, { cursor }), call)
}

const showsNewestFirst = ({ items }: Page): boolean => bornAt(items[0] ?? {}) > bornAt(items.at(-1) ?? {})

function pageOf({ status, text }: Reply): Page | undefined {
  if (status !== 200) return undefined
  const body: Partial<Page> = JSON.parse(text)
  return Array.isArray(body.items) && body.items.length > 0 ? (body as Page) : undefined
}

/** Whether anything of the example's own stands on the next page. */
async function goesOn(api: Api, { path, headers, text }: Reply, { call, view }: Omit<Reading, 'path'>): Promise<boolean> {
  const { next_cursor } = JSON.parse(text) as Page
  const linked = /<([^>]+)>; rel="next"/.exec(String(headers.link ?? ''))?.[1]
  if (linked === undefined && next_cursor === null) return true
  const next = await api.call('GET', linked ?? withParameters(path, { cursor: next_cursor ?? '' }), call)
  return pageOf(next)?.items.some((item) => isOwn(item, view)) ?? false
}

const STEPS = [100, 10, 1] as const

/** The place behind which the example's own things begin in a list that shows the oldest first: large steps, then smaller ones. Undefined if there are none. */
async function lastOld(api: Api, { path, call, view }: Reading): Promise<string | undefined> {
  let cursor: string | undefined
  for (const limit of STEPS) {
    for (;;) {
      const place = cursor === undefined ? {} : { cursor }
      const page = pageOf(await api.call('GET', withParameters(path, { limit: String(limit), ...place }), call))
      if (page?.items.some((item) => isOwn(item, view))) break
      if (page === undefined || page.next_cursor === null) return undefined
      cursor = page.next_cursor
    }
  }
  return cursor
}

function withParameters(path: string, changes: Readonly<Record<string, string>>): string {
  const [where = '', query = ''] = path.split('?', 2)
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) parameters.set(name, value)
  return `${where}?${parameters}`
}

function lastPage(reply: Reply, items: Page['items']): Reply {
  const text = JSON.stringify({ ...JSON.parse(reply.text), items, next_cursor: null })
  const link = String(reply.headers.link ?? '').split(/, (?=<)/)
  const left = link.filter((each) => each !== '' && !each.endsWith('rel="next"')).join(', ')
  const { link: _link, ...headers } = reply.headers
  return { ...reply, headers: left === '' ? headers : { ...headers, link: left }, text, json: () => JSON.parse(text) }
}

const IDS = ['id', 'coordination_id', 'workflow_id', 'execution_id', 'proposal_id'] as const

type Item = Page['items'][number]

/** What earlier examples have begun goes on happening: then it bears their mark. */
const isOwn = (item: Item, { since, isForeign }: OwnView): boolean => bornAt(item) >= since && !isForeign(JSON.stringify(item))

function bornAt(item: Item): number {
  const time = item.created_at ?? item.at ?? item.time
  const id = IDS.map((name) => item[name]).find((value) => typeof value === 'string')
  return time === undefined ? momentOf(String(id)) : Date.parse(String(time))
}

/** When an id was made: its first 48 bits (RFC 9562, UUID version 7). */
export const momentOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

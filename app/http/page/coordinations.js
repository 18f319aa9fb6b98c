import { ask } from './api.js'
import { cardOf, isUnderWay, newsOf } from './coordination-card.js'
import { announce, at, takeAway, tally } from './dom.js'

/** @typedef {import('./coordination-card.js').Coordination} Coordination */

const ENDED_SHOWN = 10
const LIVE = ['running', 'awaiting_approval', 'needs_attention']
/** Older jobs are asked for less often than the page looks: six requests a look would be more than the platform allows. */
const OLDER_EVERY_MS = 4_000
/** @type {Map<string, { at: number, pages: any[] }>} */
const older = new Map()

/** @type {Map<string, ReturnType<typeof cardOf>>} */
const cards = new Map()
let first = true

/** Shows what several agents are at, and below it what ended last; one that is open, and goes on, is drawn anew. */
export async function refreshCoordinations() {
  const { live, ended, more } = await jobs()
  const items = [...live, ...ended]
  const listed = new Set(items.map(({ coordination_id }) => coordination_id))
  for (const [id, { root, open }] of cards) {
    if (listed.has(id) || open()) continue
    cards.delete(id)
    takeAway(root, 'coordination-title')
  }
  const added = items.filter(({ coordination_id }) => !cards.has(coordination_id))
  for (const coordination of added) cards.set(coordination.coordination_id, cardOf(coordination, refreshAfterAct))
  putInOrder(items.flatMap(({ coordination_id }) => cards.get(coordination_id)?.root ?? []))
  for (const coordination of items) cards.get(coordination.coordination_id)?.update(coordination)
  at('coordination-more').hidden = !more
  tally('coordination', live.length, items.length)
  if (!first) announce(added.flatMap(newsOf))
  first = false
}

/** Moves only the cards that stand elsewhere; whoever is in one of them stays there. @param {readonly HTMLElement[]} roots */
function putInOrder(roots) {
  const focused = document.activeElement
  let place = at('coordination').firstElementChild
  for (const root of roots) {
    if (root === place) place = root.nextElementSibling
    else at('coordination').insertBefore(root, place)
  }
  if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({ preventScroll: true })
}

/** All that have not ended, the latest first, and those that ended last. @returns {Promise<{ live: Coordination[], ended: Coordination[], more: boolean }>} */
async function jobs() {
  const lists = await Promise.all(['workflows', 'coordinations'].map(listOf))
  const all = lists.flatMap(({ items }) => items)
  const live = latestFirst(all.filter(isLive), ({ coordination_id }) => coordination_id)
  const ended = latestFirst(
    all.filter((job) => !isLive(job)),
    ({ ended_at, coordination_id }) => `${ended_at} ${coordination_id}`,
  )
  return { live, ended: ended.slice(0, ENDED_SHOWN), more: ended.length > ENDED_SHOWN || lists.some(({ more }) => more) }
}

/** Times and ids sort as text. @param {readonly Coordination[]} jobs @param {(job: Coordination) => string} key */
const latestFirst = (jobs, key) => jobs.toSorted((one, other) => (key(one) < key(other) ? 1 : -1))

/** @param {Coordination} job */
const isLive = ({ status }) => isUnderWay(status) || status === 'needs_attention'

/** The newest of a list, and, unless that is all of it, those that are live however old they are. @param {string} list @returns {Promise<{ items: Coordination[], more: boolean }>} */
async function listOf(list) {
  const newest = await ask('GET', `/api/${list}`)
  const pages = newest.next_cursor === null ? [] : await olderLive(list)
  /** @type {Coordination[]} */
  const items = [...pages, newest].flatMap((page) => (list === 'workflows' ? page.items.map(asCoordination) : page.items))
  return { items: [...new Map(items.map((job) => [job.coordination_id, job])).values()], more: newest.next_cursor !== null }
}

/** @param {string} list */
async function olderLive(list) {
  const known = older.get(list)
  if (known !== undefined && performance.now() - known.at < OLDER_EVERY_MS) return known.pages
  const pages = await Promise.all(LIVE.map((status) => ask('GET', `/api/${list}?status=${status}`)))
  older.set(list, { at: performance.now(), pages })
  return pages
}

/** What somebody has just done shows at once, also on an old job. */
function refreshAfterAct() {
  older.clear()
  return refreshCoordinations()
}

/** @param {Omit<Coordination, 'coordination_id' | 'kind'> & { workflow_id: string }} workflow @returns {Coordination} */
const asCoordination = ({ workflow_id, ...rest }) => ({ coordination_id: workflow_id, kind: 'workflow', ...rest })

import { ask } from './api.js'
import { announce, at, cardFrom, element, reachable, show, takeAway, tally } from './dom.js'
import { nameOf, words } from './names.js'
import { showPicture } from './picture.js'

/**
 * @typedef {{ coordination_id: string, kind: string, status: string, asked_by: string, created_at: string, ended_at: string | null, error?: { detail: string } }} Coordination
 */

const LATEST = 10
const UNDER_WAY = ['pending', 'running', 'awaiting_approval']
/** @type {Readonly<Record<string, string>>} */
const KINDS = {
  parallel: 'Parallel work',
  workflow: 'Workflow',
  delegate: 'Delegated work',
  ensemble: 'Ensemble',
  peer_review: 'Peer review',
  conflict: 'Conflict',
}

/** @type {Map<string, ReturnType<typeof cardOf>>} */
const cards = new Map()
let first = true

/** Shows the latest of what several agents were asked for; one whose picture is open, and that goes on, is drawn anew. */
export async function refreshCoordinations() {
  const { items, more } = await latest()
  const listed = new Set(items.map(({ coordination_id }) => coordination_id))
  for (const [id, { root, open }] of cards) {
    if (listed.has(id) || open()) continue
    cards.delete(id)
    takeAway(root, 'coordination-title')
  }
  const added = items.filter(({ coordination_id }) => !cards.has(coordination_id))
  for (const coordination of added.toReversed()) {
    const card = cardOf(coordination)
    cards.set(coordination.coordination_id, card)
    at('coordination').prepend(card.root)
  }
  for (const coordination of items) cards.get(coordination.coordination_id)?.update(coordination)
  at('coordination-more').hidden = !more
  tally('coordination', items.filter(({ status }) => UNDER_WAY.includes(status)).length, items.length)
  if (!first) announce(added.map((coordination) => `${titleOf(coordination)}: has begun.`))
  first = false
}

/** Workflows and everything else have a list each; ids are in the order of time. @returns {Promise<{ items: Coordination[], more: boolean }>} */
async function latest() {
  const [workflows, others] = await Promise.all(['workflows', 'coordinations'].map((list) => ask('GET', `/api/${list}?limit=${LATEST}`)))
  /** @type {Coordination[]} */
  const all = [...workflows.items.map(asCoordination), ...others.items].sort((one, other) => (one.coordination_id < other.coordination_id ? 1 : -1))
  return { items: all.slice(0, LATEST), more: all.length > LATEST || [workflows, others].some(({ next_cursor }) => next_cursor !== null) }
}

/** @param {Omit<Coordination, 'coordination_id' | 'kind'> & { workflow_id: string }} workflow @returns {Coordination} */
const asCoordination = ({ workflow_id, ...rest }) => ({ coordination_id: workflow_id, kind: 'workflow', ...rest })

/** @param {Coordination} coordination */
const titleOf = ({ kind, asked_by }) => `${KINDS[kind] ?? words(kind)} · ${nameOf(asked_by)}`

/** What a human may do, by the state. @param {Coordination} coordination */
const allowed = ({ kind, status }) => ({
  retry: status === 'needs_attention' || (status === 'failed' && kind === 'workflow'),
  cancel: status === 'needs_attention' || UNDER_WAY.includes(status),
})

/** @param {Coordination} coordination */
function cardOf(coordination) {
  const { coordination_id: id, kind } = coordination
  const { root, slots, run } = cardFrom('coordination-card', id)
  const path = `/api/${kind === 'workflow' ? 'workflows' : 'coordinations'}/${id}`
  let state = coordination
  let drawn = ''
  const open = () => !slots.figure.hidden
  const draw = async () => {
    drawn = state.status
    await showPicture(`${path}/timeline.svg`, slots)
  }

  /** @param {Coordination} next */
  const update = (next) => {
    const before = state.status
    state = next
    show(slots.status, words(next.status))
    slots.status.dataset.status = next.status
    show(slots.error, next.error === undefined ? '' : next.error.detail)
    show(slots.lasted, next.ended_at === null ? '' : `, ended ${new Date(next.ended_at).toLocaleString()}`)
    const { retry, cancel } = allowed(next)
    slots.retry.hidden = !retry
    slots.cancel.hidden = !cancel
    if (root.contains(document.activeElement) && document.activeElement?.closest('[hidden]')) slots.show.focus()
    if (before !== next.status) announce([`${titleOf(next)}: ${words(next.status)}.`])
    if (open() && (UNDER_WAY.includes(next.status) || drawn !== next.status)) void draw().catch(() => {})
  }

  show(slots.title, titleOf(coordination))
  reachable(slots.region, `Picture: ${titleOf(coordination)}`)
  const begun = element('time', new Date(coordination.created_at).toLocaleString(), { datetime: coordination.created_at })
  slots.begun.append(begun)
  update(coordination)
  slots.show.hidden = kind === 'conflict'
  slots.show.addEventListener('click', () => {
    slots.figure.hidden = open()
    show(slots.show, open() ? 'Hide picture' : 'Show picture')
    slots.show.setAttribute('aria-expanded', String(open()))
    if (open()) void run(draw)
  })
  for (const verb of ['retry', 'cancel'])
    slots[verb].addEventListener('click', () =>
      run(async () => {
        await ask('POST', `${path}/${verb}`)
        await refreshCoordinations()
      }),
    )
  return { root, update, open }
}

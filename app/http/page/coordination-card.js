import { ask } from './api.js'
import { announce, cardFrom, element, inOrder, reachable, show } from './dom.js'
import { nameOf, shortOf, words } from './names.js'
import { outcomeOf } from './outcome.js'
import { showPicture } from './picture.js'

/**
 * @typedef {{ coordination_id: string, kind: string, status: string, asked_by: string, created_at: string, ended_at: string | null, error?: { detail: string } }} Coordination
 */

/** @type {Readonly<Record<string, string>>} */
const KINDS = {
  parallel: 'Parallel work',
  workflow: 'Workflow',
  delegate: 'Delegated work',
  ensemble: 'Ensemble',
  peer_review: 'Peer review',
  conflict: 'Conflict',
}
/** Of the others the picture says what came of them. */
const WITH_OUTCOME = ['delegate', 'ensemble', 'peer_review', 'conflict']

/** @param {Coordination} coordination */
const titleOf = ({ kind, asked_by }) => `${KINDS[kind] ?? words(kind)} · ${nameOf(asked_by)}`

/** @param {string} status */
export const isUnderWay = (status) => ['pending', 'running', 'awaiting_approval'].includes(status)

const BEGUN = ['pending', 'running']

/** What to tell of a job that is new here: one that has gone on, or has ended, before anybody looked is told of in full all the same. @param {Coordination} coordination */
export const newsOf = (coordination) => [
  `${titleOf(coordination)}: has begun.`,
  ...(BEGUN.includes(coordination.status) ? [] : [`${titleOf(coordination)}: ${words(coordination.status)}.`]),
]

/** What a human may do, by the state. @param {Coordination} coordination */
const allowed = ({ kind, status }) => ({
  retry: status === 'needs_attention' || (status === 'failed' && kind === 'workflow'),
  cancel: status === 'needs_attention' || isUnderWay(status),
})

/** @param {Coordination} coordination */
const pathOf = ({ coordination_id: id, kind }) => `/api/${kind === 'workflow' ? 'workflows' : 'coordinations'}/${id}`

/**
 * The card of a job for several agents; what a human does on it is told by `acted`.
 * @param {Coordination} coordination @param {() => Promise<void>} acted
 */
export function cardOf(coordination, acted) {
  const { root, slots, run } = cardFrom('coordination-card', coordination.coordination_id)
  const { redraw, open } = drawerOf(coordination, slots, run)
  let state = coordination

  /** @param {Coordination} next */
  const update = (next) => {
    const before = state.status
    state = next
    showState(next, slots)
    if (root.contains(document.activeElement) && document.activeElement?.closest('[hidden]')) slots.show.focus()
    if (before !== next.status) announce([`${titleOf(next)}: ${words(next.status)}.`])
    redraw(next.status)
  }

  showOrigin(coordination, slots)
  update(coordination)
  for (const verb of ['retry', 'cancel'])
    slots[verb].addEventListener('click', () =>
      run(async () => {
        await ask('POST', `${pathOf(coordination)}/${verb}`)
        await acted()
      }),
    )
  return { root, update, open }
}

/** What never changes. @param {Coordination} coordination @param {Record<string, any>} slots */
function showOrigin(coordination, slots) {
  const { coordination_id: id, created_at } = coordination
  show(slots.title, titleOf(coordination))
  show(slots.id, shortOf(id))
  slots.id.title = id
  reachable(slots.region, `Picture: ${titleOf(coordination)}`)
  slots.begun.append(element('time', new Date(created_at).toLocaleString(), { datetime: created_at }))
}

/** @param {Coordination} coordination @param {Record<string, any>} slots */
function showState(coordination, slots) {
  const { status, error, ended_at } = coordination
  show(slots.status, words(status))
  slots.status.dataset.status = status
  show(slots.error, error === undefined ? '' : error.detail)
  show(slots.lasted, ended_at === null ? '' : `, ended ${new Date(ended_at).toLocaleString()}`)
  const { retry, cancel } = allowed(coordination)
  slots.retry.hidden = !retry
  slots.cancel.hidden = !cancel
}

/**
 * What a card shows on demand: what came of the job, and its picture; a conflict, of which nobody does anything, has none.
 * @param {Coordination} coordination @param {Record<string, any>} slots @param {(work: () => Promise<void>) => Promise<void>} run
 */
function drawerOf(coordination, slots, run) {
  const { kind } = coordination
  const path = pathOf(coordination)
  const pictured = kind !== 'conflict'
  const what = pictured ? 'picture' : 'outcome'
  const asked = inOrder()
  let opened = false
  let drawn = ''
  let state = coordination.status

  const outcome = async () => {
    const isNews = asked()
    const said = outcomeOf(kind, await ask('GET', path))
    if (!isNews()) return
    slots.outcome.replaceChildren(...said.flatMap(([heading, text]) => [element('dt', heading), element('dd', text, { dir: 'auto' })]))
    slots.outcome.hidden = !opened || said.length === 0
  }
  const draw = async () => {
    drawn = state
    await Promise.all([pictured && showPicture(`${path}/timeline.svg`, slots), WITH_OUTCOME.includes(kind) && outcome()])
  }
  const turn = () => {
    opened = !opened
    slots.figure.hidden = !opened || !pictured
    slots.outcome.hidden = true
    show(slots.show, `${opened ? 'Hide' : 'Show'} ${what}`)
    slots.show.setAttribute('aria-expanded', String(opened))
    if (opened) void run(draw)
  }
  show(slots.show, `Show ${what}`)
  slots.show.addEventListener('click', turn)
  /** @param {string} status */
  const redraw = (status) => {
    state = status
    if (opened && (isUnderWay(status) || drawn !== status)) void draw().catch(() => {})
  }
  return { redraw, open: () => opened }
}

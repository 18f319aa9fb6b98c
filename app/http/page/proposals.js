import { ask } from './api.js'
import { announce, at, cardFrom, element, reachable, show, takeAway, tally } from './dom.js'
import { learnAgents, nameOf, words } from './names.js'

/**
 * @typedef {{ id: string, kind: string, agent_id: string | null, action: string, content: Record<string, unknown>, content_hash: string, asked_by: string, expires_at: string, options?: string[] }} Proposal
 * @typedef {{ agent_id: string, action: string }} View
 */

/** @type {Map<string, ReturnType<typeof cardOf>>} */
const cards = new Map()
let first = true

/** Shows the proposals that wait; a card that stays is left as it is, with what is being typed into it. */
export async function refreshProposals() {
  /** @type {{ items: Proposal[], next_cursor: string | null }} */
  const { items, next_cursor } = await ask('GET', '/api/proposals?status=pending')
  await learnAgents(items.flatMap((proposal) => [...(proposal.agent_id === null ? [] : [{ agent_id: proposal.agent_id }]), ...viewsOf(proposal)]))
  const waiting = new Set(items.map(({ id }) => id))
  const gone = [...cards.values()].filter(({ proposal }) => !waiting.has(proposal.id))
  for (const { proposal } of gone) remove(proposal.id)
  const added = items.filter(({ id }) => !cards.has(id))
  for (const proposal of added) {
    const card = cardOf(proposal)
    cards.set(proposal.id, card)
    at('waiting').append(card.root)
  }
  for (const { slots, proposal } of cards.values()) show(slots.expiry, expiry(proposal.expires_at))
  count()
  at('waiting-more').hidden = next_cursor === null
  announce(gone.map(({ proposal }) => `${titleOf(proposal)}: waits no more.`))
  if (!first) announce(added.map((proposal) => `${titleOf(proposal)}: waits for approval.`))
  first = false
}

/** How many wait stands in the window's title too, for whoever has it in the background. */
function count() {
  tally('waiting', cards.size)
  document.title = cards.size === 0 ? 'Concord' : `(${cards.size}) Concord`
}

/** @param {Proposal} proposal */
const titleOf = ({ agent_id, action }) => (agent_id === null ? words(action) : `${nameOf(agent_id)} · ${words(action)}`)

/** What each agent wants, where that is what is decided. @param {Proposal} proposal */
const viewsOf = ({ kind, content }) => /** @type {View[]} */ (kind === 'conflict' ? content.proposals : [])

/** The content for people, a heading and a text each: what an agent wrote stands under its name alone. @param {Proposal} proposal */
function partsOf(proposal) {
  const views = viewsOf(proposal)
  return Object.entries(proposal.content).flatMap(([field, value]) => {
    if (field === 'proposals' && views.length > 0) return views.map(({ agent_id, action }) => [`${nameOf(agent_id)} wants`, action])
    return [[words(field), typeof value === 'string' ? value : JSON.stringify(value, null, 2)]]
  })
}

/** @param {Proposal} proposal */
function cardOf(proposal) {
  const { id, content_hash } = proposal
  const card = cardFrom('proposal-card', id)
  const { slots, run } = card
  show(slots.title, titleOf(proposal))
  show(slots.by, nameOf(proposal.asked_by))
  show(slots.hash, content_hash.slice(0, 12))
  slots.hash.title = content_hash
  reachable(slots.region, `Content: ${titleOf(proposal)}`)
  for (const [heading, text] of partsOf(proposal)) slots.content.append(element('dt', heading), element('dd', text, { dir: 'auto' }))
  const picked = pickerIn(slots, proposal)
  /** @param {string} decision @param {string} said @param {{ reason?: string, option?: string }} more */
  const decide = (decision, said, more) =>
    run(async () => {
      await ask('POST', `/api/proposals/${id}/${decision}`, { content_hash, ...more })
      remove(id)
      announce([`${said}: ${titleOf(proposal)}.`])
    })
  slots.approve.addEventListener('click', () => {
    if (proposal.options === undefined) return decide('approve', 'Approved', {})
    const option = picked()
    if (option === undefined) return show(slots.fault, 'Choose one of the options first.')
    return decide('approve', 'Approved', { option })
  })
  slots.form.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault()
    void decide('reject', 'Rejected', slots.reason.value ? { reason: slots.reason.value } : {})
  })
  return { ...card, proposal }
}

/**
 * Offers the options, if there are any, and answers which of them is picked. Each is sent as it was written, not as the browser would have it.
 * @param {Record<string, any>} slots @param {Proposal} proposal @returns {() => string | undefined}
 */
function pickerIn(slots, { id, options = [] }) {
  slots.options.hidden = options.length === 0
  const choices = options.map((option) => {
    const radio = /** @type {HTMLInputElement} */ (element('input', '', { type: 'radio', name: `option-${id}` }))
    const label = element('label')
    label.append(radio, element('span', option, { dir: 'auto' }))
    slots.options.append(label)
    return { option, radio }
  })
  return () => choices.find(({ radio }) => radio.checked)?.option
}

/** @param {string} id */
function remove(id) {
  const card = cards.get(id)
  cards.delete(id)
  if (card) takeAway(card.root, 'waiting-title')
  count()
}

/** @param {string} time */
function expiry(time) {
  const minutes = Math.round((Date.parse(time) - Date.now()) / 60_000)
  if (minutes < 1) return 'about to expire'
  return minutes < 120 ? `expires in ${minutes} min` : `expires in ${Math.round(minutes / 60)} h`
}

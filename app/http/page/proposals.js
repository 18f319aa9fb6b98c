import { ask } from './api.js'
import { announce, at, cardFrom, element, reachable, show, takeAway, tally } from './dom.js'
import { learnAgents, nameOf, words } from './names.js'

/**
 * @typedef {{ id: string, agent_id: string, action: string, content: Record<string, unknown>, content_hash: string, asked_by: string, expires_at: string }} Proposal
 */

/** @type {Map<string, ReturnType<typeof cardOf>>} */
const cards = new Map()
let first = true

/** Shows the proposals that wait; a card that stays is left as it is, with what is being typed into it. */
export async function refreshProposals() {
  /** @type {{ items: Proposal[], next_cursor: string | null }} */
  const { items, next_cursor } = await ask('GET', '/api/proposals?status=pending')
  await learnAgents(items)
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
const titleOf = ({ agent_id, action }) => `${nameOf(agent_id)} · ${words(action)}`

/** @param {Proposal} proposal */
function cardOf(proposal) {
  const { id, content, content_hash } = proposal
  const card = cardFrom('proposal-card', id)
  const { slots, run } = card
  show(slots.title, titleOf(proposal))
  show(slots.by, nameOf(proposal.asked_by))
  show(slots.hash, content_hash.slice(0, 12))
  slots.hash.title = content_hash
  reachable(slots.region, `Content: ${titleOf(proposal)}`)
  for (const [field, value] of Object.entries(content)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
    slots.content.append(element('dt', words(field)), element('dd', text, { dir: 'auto' }))
  }
  /** @param {string} decision @param {string} said @param {string} [reason] */
  const decide = (decision, said, reason) =>
    run(async () => {
      await ask('POST', `/api/proposals/${id}/${decision}`, { content_hash, ...(reason ? { reason } : {}) })
      remove(id)
      announce([`${said}: ${titleOf(proposal)}.`])
    })
  slots.approve.addEventListener('click', () => decide('approve', 'Approved'))
  slots.form.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault()
    void decide('reject', 'Rejected', slots.reason.value)
  })
  return { ...card, proposal }
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

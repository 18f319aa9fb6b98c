import { ask } from './api.js'
import { announce, at, cardFrom, element, reachable, show, takeAway, tally } from './dom.js'
import { learnAgents, nameOf, words } from './names.js'

/**
 * @typedef {{ id: string, agent_id: string, action: string, status: string, supervised: boolean, asked_by: string, message: string }} Execution
 */

/** Browsers allow six connections to one place; more than three live texts at a time would leave none for decisions. */
const MOST_LIVE = 3
const OPEN = ['running', 'paused']
const KINDS = ['streaming:update', 'streaming:error', 'execution:corrected', 'execution:paused', 'execution:resumed']

/** @type {Map<string, ReturnType<typeof cardOf>>} */
const cards = new Map()
let first = true

/** Shows what runs. What has ended stays, with how it ended, until it is dismissed. */
export async function refreshRunning() {
  const lists = await Promise.all(OPEN.map((status) => ask('GET', `/api/executions?status=${status}`)))
  /** @type {Map<string, Execution>} */
  const found = new Map(lists.flatMap(({ items }) => items).map((execution) => [execution.id, execution]))
  const executions = [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
  await learnAgents(executions)
  const added = executions.filter(({ id }) => !cards.has(id))
  for (const execution of added) {
    const card = cardOf(execution)
    cards.set(execution.id, card)
    at('running').prepend(card.root)
  }
  for (const execution of executions) cards.get(execution.id)?.update(execution)
  await Promise.all([...cards.values()].filter(({ execution, ended }) => !ended() && !found.has(execution.id)).map((card) => card.look()))
  at('running-more').hidden = lists.every(({ next_cursor }) => next_cursor === null)
  if (!first) announce(added.map((execution) => `${titleOf(execution)}: has begun.`))
  first = false
  const unwatched = [...cards.values()].filter(({ ended, watched }) => !ended() && !watched())
  for (const card of unwatched.sort(byUrgency).slice(0, Math.max(0, MOST_LIVE - live().length))) card.watch()
}

/** Lets go of every connection. */
export function leaveRunning() {
  for (const card of cards.values()) card.leave()
}

const count = () => tally('running', [...cards.values()].filter(({ ended }) => !ended()).length)
/** What runs under supervision first, then the latest. @param {{ execution: Execution }} one @param {{ execution: Execution }} other */
const byUrgency = ({ execution: one }, { execution: other }) => Number(other.supervised) - Number(one.supervised) || (one.id < other.id ? 1 : -1)
const live = () => [...cards.values()].filter(({ watched }) => watched())

/** @param {Execution} execution */
const titleOf = ({ agent_id, action }) => `${nameOf(agent_id)} · ${words(action)}`

/** @param {Execution} execution */
function cardOf(execution) {
  const { root, slots, run } = cardFrom('execution-card', execution.id)
  const path = `/api/executions/${execution.id}`
  let status = execution.status
  const ended = () => !OPEN.includes(status)

  /** @param {Execution} next */
  const update = (next) => {
    const before = status
    status = next.status
    show(slots.status, next.supervised && !ended() ? `${words(status)}, supervised` : words(status))
    slots.status.dataset.status = status
    show(slots.pause, status === 'paused' ? 'Resume' : 'Pause')
    for (const slot of [slots.pause, slots.stop, slots.correct]) slot.hidden = ended()
    slots.dismiss.hidden = !ended()
    offerToWatch()
    if (root.contains(document.activeElement) && document.activeElement?.closest('[hidden]')) slots.dismiss.focus()
    if (before !== status) announce([`${titleOf(next)}: ${words(status)}.`])
    count()
  }
  const look = async () => update(await ask('GET', path))
  const journal = journalOf(path, slots.live, look)
  const offerToWatch = () => {
    slots.watch.hidden = ended() || journal.followed()
  }
  const watch = () => {
    journal.follow()
    offerToWatch()
  }
  const leave = () => {
    journal.leave()
    offerToWatch()
  }
  /** @param {string} verb @param {object} [body] */
  const tell = (verb, body) => run(async () => update(await ask('POST', `${path}/${verb}`, body)))

  show(slots.title, titleOf(execution))
  reachable(slots.live, `Live text of ${titleOf(execution)}`)
  slots.live.append(remark(`${nameOf(execution.asked_by)} asked: ${execution.message}`))
  update(execution)
  const card = { root, slots, execution, update, look, watch, leave, ended, watched: journal.followed }
  listenTo(card, { tell, verb: () => (status === 'paused' ? 'resume' : 'pause') })
  return card
}

/**
 * What a supervisor does on a card.
 * @param {{ root: HTMLElement, slots: Record<string, any>, execution: Execution, watch: () => void }} card
 * @param {{ tell: (verb: string, body?: object) => Promise<void>, verb: () => string }} platform
 */
function listenTo({ root, slots, execution, watch }, { tell, verb }) {
  slots.pause.addEventListener('click', () => tell(verb()))
  slots.stop.addEventListener('click', () => tell('stop'))
  slots.watch.addEventListener('click', () => {
    const watched = live()
    if (watched.length >= MOST_LIVE) watched[0]?.leave()
    watch()
    slots.live.focus()
  })
  slots.dismiss.addEventListener('click', () => {
    cards.delete(execution.id)
    takeAway(root, 'running-title')
    count()
  })
  slots.correct.addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault()
    await tell('correct', { message: slots.correction.value })
    if (slots.fault.textContent === '') slots.correction.value = ''
  })
}

/**
 * An execution's journal, followed from where we are; the platform ends the stream with the execution. `changed` is called when its state may be another.
 * @param {string} path @param {HTMLElement} live @param {() => Promise<void>} changed
 */
function journalOf(path, live, changed) {
  let seen = 0
  /** @type {EventSource | undefined} */
  let source
  const leave = () => {
    source?.close()
    source = undefined
  }
  /** What cannot be looked at now is looked at with everything else a little later. */
  const look = () => void changed().catch(() => {})
  const follow = () => {
    if (source !== undefined) return
    const stream = new EventSource(`${path}/events?after=${seen}`)
    source = stream
    for (const kind of KINDS)
      stream.addEventListener(kind, (event) => {
        seen = Number(event.lastEventId)
        write(live, kind, JSON.parse(event.data))
        if (kind.startsWith('execution:')) look()
      })
    stream.addEventListener('error', () => {
      leave()
      look()
    })
  }
  return { follow, leave, followed: () => source !== undefined }
}

/** @param {string} text */
const remark = (text) => element('p', text, { class: 'remark' })

/**
 * Adds what the journal says: each message of the model as a paragraph of its own. Who reads further up is left there.
 * @param {HTMLElement} live @param {string} kind @param {Record<string, string>} data
 */
function write(live, kind, data) {
  const atEnd = live.scrollHeight - live.scrollTop - live.clientHeight < 20
  const id = `message-${data.message_id}`
  if (kind === 'streaming:update') {
    const said = live.querySelector(`[id="${id}"]`) ?? live.appendChild(element('p', '', { id }))
    if (said.lastChild instanceof Text) said.lastChild.appendData(data.delta ?? '')
    else said.append(data.delta ?? '')
  }
  if (kind === 'execution:corrected') live.append(remark(`Corrected: ${data.message}`))
  if (kind === 'streaming:error') live.append(remark(`Ended: ${data.detail}`))
  if (kind === 'execution:paused') live.append(remark('Paused'))
  if (kind === 'execution:resumed') live.append(remark('Resumed'))
  if (atEnd) live.scrollTop = live.scrollHeight
}

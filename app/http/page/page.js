// The page for supervisors: who is signed in, and when what is looked at again. Everything that people or models wrote goes in as text, never as markup.
import { ask, Refused } from './api.js'
import { showAudit, showRecords, verify } from './audit.js'
import { refreshCoordinations } from './coordinations.js'
import { at, faultOf, show } from './dom.js'
import { learnNames } from './names.js'
import { refreshProposals } from './proposals.js'
import { leaveRunning, refreshRunning } from './running.js'

/** @typedef {{ id: string, name: string, role: string }} Me */

const LOOK_EVERY_MS = 4_000
const REST_MS = 1_000
const SECTIONS = ['sign-in', 'not-for-you', 'board']
const board = { open: false, looking: false, again: false }
/** @type {EventSource | undefined} */
let alerts

/** @param {string} section @param {Me} [me] */
function turnTo(section, me) {
  for (const id of SECTIONS) at(id).hidden = id !== section
  at('contents').hidden = section !== 'board'
  at('account').hidden = me === undefined
  at('account-name').textContent = me === undefined ? '' : `${me.name} (${me.role})`
  board.open = section === 'board'
  if (!board.open) rest()
}

/** Who is signed in decides what is shown. */
async function begin() {
  /** @type {Me} */
  const me = await ask('GET', '/api/me')
  if (me.role === 'user') return turnTo('not-for-you', me)
  await learnNames(me)
  turnTo('board', me)
  await Promise.all([look(), showAudit()])
}

/** Looks at what runs and waits. Who asks for it meanwhile makes it look once more, after a rest: much news costs no more requests. */
async function look() {
  if (!board.open || document.hidden) return
  board.again = board.looking
  if (board.looking) return
  board.looking = true
  try {
    await Promise.all([refreshRunning(), refreshProposals(), refreshCoordinations()])
    show('connection', '')
  } catch (error) {
    if (board.open) show('connection', `What is shown may be old: ${faultOf(error)}`)
  }
  at('board').removeAttribute('aria-busy')
  listen()
  setTimeout(() => {
    board.looking = false
    if (board.again) void look()
  }, REST_MS)
}

/** What supervisors are told makes the page look at once; a stream that the platform refused is asked for anew with the next look. */
function listen() {
  if (!board.open || document.hidden || (alerts && alerts.readyState !== EventSource.CLOSED)) return
  alerts = new EventSource('/api/events/stream?topics=alerts')
  alerts.addEventListener('open', () => void look())
  alerts.addEventListener('message', () => void look())
}

/** A page that nobody sees holds no connection: browsers allow six to one place, over all their windows. */
function rest() {
  alerts?.close()
  alerts = undefined
  leaveRunning()
}

at('token-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const field = /** @type {HTMLInputElement} */ (at('token'))
  const token = field.value.trim()
  field.value = ''
  show('token-fault', '')
  try {
    await ask('POST', '/api/auth/session', undefined, { authorization: `Bearer ${token}` })
    await begin()
    at('main').focus({ preventScroll: true })
  } catch (error) {
    show('token-fault', error instanceof Refused && error.status === 401 ? 'This token is unknown, expired or revoked.' : faultOf(error))
    field.focus()
  }
})

at('sign-out').addEventListener('click', async () => {
  await ask('POST', '/api/auth/sign-out').catch(() => {})
  location.reload()
})
at('verify').addEventListener('click', () => void verify())
at('reread').addEventListener('click', () => void showRecords())
document.addEventListener('visibilitychange', () => (document.hidden ? rest() : void look()))
// Nothing of one session is left for the next.
document.addEventListener('signed-out', () => board.open && location.reload())
setInterval(() => void look(), LOOK_EVERY_MS)

const { session, google } = document.documentElement.dataset
at('google').hidden = google !== 'yes'
if (session === 'no') turnTo('sign-in')
else
  begin().catch((error) => {
    turnTo('sign-in')
    show('token-fault', error instanceof Refused && error.status === 401 ? 'Your session has ended.' : faultOf(error))
  })

import { ask } from './api.js'
import { at, element, faultOf, reachable, show } from './dom.js'
import { nameOf } from './names.js'

/** @typedef {{ number: number, at: string, actor: string, action: string, subject: string | null, outcome: string | null, details: object }} AuditRecord */

/** The newest page of the trail, and whether the whole of it is in order. */
export const showAudit = () => Promise.all([showRecords(), verify()])

/** Reads the newest page again. */
export async function showRecords() {
  reachable(at('sideways'))
  try {
    /** @type {{ items: AuditRecord[] }} */
    const { items } = await ask('GET', '/api/audit?order=newest')
    at('records').replaceChildren(...items.map(rowOf))
  } catch (error) {
    verdict(`The trail cannot be read: ${faultOf(error)}`, 'fault')
  }
}

/** @param {AuditRecord} record */
function rowOf({ number, at: time, actor, action, subject, outcome, details }) {
  const row = element('tr')
  const when = element('time', new Date(time).toLocaleString(), { datetime: time })
  const more = element('details')
  const summary = element('summary', 'Show')
  summary.append(element('span', ` the details of record ${number}`, { class: 'unseen' }))
  more.append(summary, element('pre', JSON.stringify(details, null, 2)))
  const cells = [when, nameOf(actor), action, subject === null ? '' : nameOf(subject), outcome ?? '', Object.keys(details).length === 0 ? '' : more]
  row.append(
    element('th', String(number), { scope: 'row' }),
    ...cells.map((cell) => {
      const made = element('td')
      made.append(cell)
      return made
    }),
  )
  return row
}

/** Has the platform follow the chain of the whole trail, and says what it found. */
export async function verify() {
  verdict('Being verified …', 'quiet')
  try {
    const { valid, records, first_bad } = await ask('GET', '/api/audit/verify')
    if (valid) verdict(`Verified: ${records} records, none changed, removed or put in.`, 'good')
    else verdict(`Not in order: record ${first_bad} is the first that was changed, removed or put in; the ${records} before it are in order.`, 'fault')
  } catch (error) {
    verdict(`Could not be verified: ${faultOf(error)}`, 'fault')
  }
}

/** @param {string} text @param {string} kind */
function verdict(text, kind) {
  show('verdict', text)
  at('verdict').className = kind
}

import { ask } from './api.js'

/** @type {Map<string, string>} */
const names = new Map([['platform', 'the platform']])

/** Everything in a list, page by page. @param {string} path */
async function all(path) {
  const items = []
  for (let cursor = ''; ; ) {
    const page = await ask('GET', `${path}${cursor}`)
    items.push(...page.items)
    if (page.next_cursor === null) return items
    cursor = `?cursor=${encodeURIComponent(page.next_cursor)}`
  }
}

/** Learns who is who: agents, oneself, and for an administrator everybody. @param {{ id: string, name: string, role: string }} me */
export async function learnNames(me) {
  const lists = await Promise.all([all('/api/agents'), me.role === 'administrator' ? all('/api/people') : []])
  for (const { id, name } of lists.flat()) names.set(id, name)
  names.set(me.id, `${me.name} (you)`)
}

/** Learns of agents that were made meanwhile. @param {readonly { agent_id: string }[]} things */
export async function learnAgents(things) {
  const unknown = new Set(things.map(({ agent_id }) => agent_id).filter((id) => !names.has(id)))
  const agents = await Promise.all([...unknown].map((id) => ask('GET', `/api/agents/${id}`)))
  for (const { id, name } of agents) names.set(id, name)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The end of an id, by which people tell one from another; what is no id stays whole. @param {string} id */
export const shortOf = (id) => (UUID.test(id) ? `…${id.slice(-6)}` : id)

/** The name of an agent or person; of whom nobody has told us, the end of the id. @param {string} id */
export const nameOf = (id) => names.get(id) ?? shortOf(id)

/** An action as people say it: `send_email` becomes `send email`. @param {string} action */
export const words = (action) => action.replaceAll('_', ' ')

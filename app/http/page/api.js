/** The platform refused a request: its status, and its sentence as the message. */
export class Refused extends Error {
  /** @param {number} status @param {string} detail */
  constructor(status, detail) {
    super(detail)
    this.status = status
  }
}

/**
 * Asks the platform, with the session's cookie; the answer's body, if it has one. Throws Refused.
 * A session that has ended is told to the page as the event `signed-out`.
 * @param {string} method @param {string} path @param {object} [body] @param {Record<string, string>} [headers]
 * @returns {Promise<any>}
 */
export async function ask(method, path, body, headers = {}) {
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(path, { method, headers: { ...type, ...headers }, ...content })
  const answer = response.status === 204 ? undefined : await response.json().catch(() => ({}))
  if (response.ok) return answer
  if (response.status === 401) document.dispatchEvent(new Event('signed-out'))
  throw new Refused(response.status, answer.detail ?? `The platform answered ${response.status}`)
}

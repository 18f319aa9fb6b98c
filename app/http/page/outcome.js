/** @typedef {{ status: string, winner?: string, options?: string[], result?: string | null, judge?: object, approved?: boolean, rounds?: number }} Outcome */

const MOST = 200

/** @param {string} text */
const cut = (text) => ([...text].length > MOST ? `${[...text].slice(0, MOST).join('')}…` : text)

/**
 * What came of a job, or may yet, a heading and a text each; nothing, where the picture says it all. What failed stands on the card already.
 * @param {string} kind @param {Outcome} outcome @returns {[heading: string, text: string][]}
 */
export function outcomeOf(kind, { status, winner, options = [], result, judge, approved, rounds }) {
  if (kind === 'conflict' && winner !== undefined) return [['Winner', cut(winner)]]
  if (kind === 'conflict') return options.length === 0 ? [['Winner', 'none']] : options.map((option) => ['To choose from', cut(option)])
  if (kind === 'peer_review' && approved !== undefined)
    return [['Verdict', `${approved ? 'approved' : 'not approved'} after ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`]]
  if (typeof result === 'string') return [['Result', cut(result)]]
  if (kind === 'ensemble' && status === 'completed') return [['Result', judge === undefined ? 'none: they do not agree' : 'none: no answer was picked']]
  return []
}

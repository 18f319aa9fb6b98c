import { at, capital, counted, duration } from './dom.js'

/** @typedef {import('../data').StoryData} StoryData */
/** @typedef {import('../story').Part} Part */
/** @typedef {import('../story').ToldKind} ToldKind */
/** Something that went over the wire, and how long nothing had by the scenario's clock. @typedef {{ waited: number, from: number, to: number, kind: ToldKind, words: string }} Told */
/** @typedef {{ lanes: readonly (readonly [string, Part])[], told: readonly Told[], more: number }} Story */

/** @type {Promise<StoryData> | undefined} */
let unpacked

/** Unpacks what went over the wire, once somebody wants to see it. */
function unpack() {
  unpacked ??= (async () => {
    const packed = Uint8Array.from(atob(at('stories').textContent ?? ''), (letter) => letter.charCodeAt(0))
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json()
  })()
  return unpacked
}

const ORDER = ['person', 'platform', 'agent', 'service']

/** One story, its lanes from people over the platform and its agents to outside services. @param {number} place @returns {Promise<Story>} */
export async function storyAt(place) {
  const { stories, lanes, words, kinds } = await unpack()
  const [own, flat, more] = stories[place] ?? [[], [], 0]
  const rank = (/** @type {number} */ lane) => ORDER.indexOf(lanes[own[lane] ?? 0]?.[1] ?? '')
  const order = own.map((_, lane) => lane).sort((one, other) => rank(one) - rank(other))
  const told = Array.from({ length: flat.length / 5 }, (_, index) => {
    const [waited = 0, from = 0, to = 0, kind = 0, text = 0] = flat.slice(index * 5, index * 5 + 5)
    return { waited, from: order.indexOf(from), to: order.indexOf(to), kind: kinds[kind] ?? 'asked', words: words[text] ?? '' }
  })
  return { lanes: order.map((lane) => lanes[own[lane] ?? 0] ?? ['', 'person']), told, more }
}

/** From here on a wait is worth telling. */
export const LONG_MS = 500

/** @param {readonly [string, Part]} lane */
const nameOf = ([name, part]) => (part === 'platform' ? 'the platform' : name)

/** A story in sentences. @param {Story} story */
export function sentencesOf({ lanes, told, more }) {
  const name = (/** @type {number} */ lane) => nameOf(lanes[lane] ?? ['', 'person'])
  const sentences = told.flatMap(({ waited, from, to, kind, words }) => [
    ...(waited >= LONG_MS ? [`${duration(waited)} pass.`] : []),
    capital(`${name(from)} ${VERBS[kind]} ${name(to)}: ${words}`),
  ])
  return more > 0 ? [...sentences, `${counted(more, 'more message')}.`] : sentences
}

/** @type {Readonly<Record<ToldKind, string>>} */
const VERBS = { asked: 'to', answered: 'answers', refused: 'refuses', lost: 'gives no answer to' }

/** What a diagram shows, in a sentence. @param {Story} story */
export function summaryOf({ lanes, told, more }) {
  const count = (/** @type {ToldKind} */ kind) => told.filter((one) => one.kind === kind).length
  const waited = told.reduce((sum, one) => sum + (one.waited >= LONG_MS ? one.waited : 0), 0)
  const about = [
    counted(told.length + more, 'message'),
    ...(count('refused') > 0 ? [counted(count('refused'), 'refusal')] : []),
    ...(count('lost') > 0 ? [`${count('lost')} without an answer`] : []),
    ...(waited > 0 ? [`waits of ${duration(waited)}`] : []),
  ]
  return `Between ${lanes.map(nameOf).join(', ')}: ${about.join(', ')}.`
}

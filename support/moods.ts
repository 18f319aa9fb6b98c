import type { FakeModelProvider } from './fakes/model'
import type { Garble } from './fakes/mood'
import type { WireFault } from './fakes/wire'

type MoodOf = Parameters<FakeModelProvider['is']>[0]

/** How a provider can be, in a feature's words. The one table; what needs a number is a step of its own. */
const MOODS = {
  'is out of service': { kind: 'out_of_service', status: 503 },
  'is overloaded': { kind: 'overloaded' },
  'has an internal error': { kind: 'out_of_service', status: 500 },
  'has a broken gateway': { kind: 'out_of_service', status: 502 },
  'has a slow gateway': { kind: 'out_of_service', status: 504 },
  'fails in a way of its own': { kind: 'out_of_service', status: 599 },
  'gave up waiting for our request': { kind: 'refuses', status: 408 },
  'is busy with a conflicting request': { kind: 'refuses', status: 409 },
  'rejects our credentials': { kind: 'refuses_credentials', status: 401 },
  'rejects our credentials and repeats them': { kind: 'refuses_credentials', status: 401, repeating: 'whole' },
  'rejects our credentials and repeats them in part': { kind: 'refuses_credentials', status: 401, repeating: 'in_part' },
  'rejects our credentials and breaks off': { kind: 'refuses_in_part' },
  'forbids our credentials to be used': { kind: 'refuses_credentials', status: 403 },
  'wants to be paid first': { kind: 'quota_used_up', status: 402 },
  'has no quota left for us': { kind: 'quota_used_up', status: 429 },
  'calls the request invalid': { kind: 'invalid_request', status: 400 },
  'calls the request too large': { kind: 'invalid_request', status: 413 },
  'takes our key for a part of the request': { kind: 'invalid_request', status: 400, naming: 'key' },
  'cannot process the request': { kind: 'invalid_request', status: 422 },
  'does not allow the way we ask': { kind: 'refuses', status: 405 },
  'refuses the request for a joke': { kind: 'refuses', status: 418 },
  'refuses the request for legal reasons': { kind: 'refuses', status: 451 },
  'keeps the model from us': { kind: 'refuses', status: 403, code: 'model_not_found', reason: 'Your project does not have access to this model.' },
  'sends us elsewhere': { kind: 'redirects' },
  'takes the request and has nothing to say': { kind: 'shielded', status: 204 },
  'has a web page forbid us to enter': { kind: 'shielded', status: 403 },
  'has a web page say that it is not there': { kind: 'shielded', status: 404 },
  'has a web page call the request too large': { kind: 'shielded', status: 413 },
  'has a web page ask us to slow down': { kind: 'shielded', status: 429 },
  'has a web page say that it is out of service': { kind: 'shielded', status: 503 },
  'is silent': { kind: 'silent' },
  'hangs up': { kind: 'hangs_up' },
  'is cut off in the middle': { kind: 'cut', afterWords: 1, how: 'reset' },
  'answers in broken text': garbled('broken_json'),
  'answers with nothing': garbled('empty'),
  'answers with a web page': garbled('html'),
  'answers in the wrong kind of text': garbled('wrong_type'),
  'answers in a similar kind of text': garbled('like_type'),
  'answers in text of no kind': garbled('no_type'),
  'hides an error in its answer': garbled('error_in_success'),
  'answers without content': garbled('no_content'),
  'does not hang up': { kind: 'lingers' },
  'sends characters in pieces': { kind: 'split_utf8' },
} as const satisfies Record<string, MoodOf>

function garbled(how: Garble) {
  return { kind: 'garbled', how } as const
}

/** What can be wrong with the line to a provider, in a feature's words. */
export const LINES = {
  'refuses the connection': 'refused',
  'resets the connection': 'reset',
  'has moved, nobody knows where': 'unknown_host',
  'cannot be looked up': 'lookup_failed',
  'is beyond a broken line': 'host_unreachable',
  'is on a network that is gone': 'network_unreachable',
  'is cut off while we ask': 'broken_pipe',
  'has broken security': 'tls_failure',
  'cannot be reached': 'never_connects',
  'is given up by the network': 'given_up',
} as const satisfies Record<string, WireFault>

export type Condition = { readonly mood: MoodOf } | { readonly line: WireFault }
export const CONDITION_WORDS: readonly string[] = [...Object.keys(MOODS), ...Object.keys(LINES)]

/** What a phrase of the tables means. */
export function conditionOf(words: string): Condition {
  return words in LINES ? { line: LINES[words as keyof typeof LINES] } : { mood: MOODS[words as keyof typeof MOODS] }
}

/** Puts a provider into a condition, from now on or for the next `times` requests. */
export function beset(fake: FakeModelProvider, condition: Condition, limit?: { times: number }): void {
  if ('line' in condition) fake.wire.fails(condition.line, limit)
  else fake.is(condition.mood, limit)
}

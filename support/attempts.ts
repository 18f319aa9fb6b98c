import { type AttemptOutcome, type AttemptView, PROVIDER_TITLES, type ProviderName } from '../app/llm/chat'
import type { Reply } from './reply'

/** How one attempt ended, in a feature's words. */
export const OUTCOME_OF_ATTEMPT: Readonly<Record<string, AttemptOutcome>> = {
  answered: 'answered',
  'rejected our credentials': 'provider_credentials_rejected',
  'asked us to slow down': 'provider_rate_limited',
  'had no quota left': 'provider_quota_exhausted',
  'called the request invalid': 'invalid_request',
  'did not know the model': 'model_not_found',
  'was unavailable': 'provider_unavailable',
  'took too long': 'provider_timed_out',
  'answered unreadably': 'provider_bad_response',
  'ended too early': 'provider_stream_incomplete',
  'was passed over': 'passed_over',
  'was cancelled': 'cancelled',
}

/** The statuses that a provider can have given with an outcome; undefined is none. */
const STATUSES: Readonly<Record<AttemptOutcome, readonly (number | undefined)[]>> = {
  answered: [200],
  provider_credentials_rejected: [401, 403],
  provider_rate_limited: [429],
  provider_quota_exhausted: [402, 429],
  invalid_request: [400, 413, 422],
  model_not_found: [403, 404],
  provider_unavailable: [undefined, 408, 409, 500, 502, 503, 504, 529, 599],
  provider_timed_out: [undefined],
  provider_bad_response: [undefined, 200, 204, 302, 404, 405, 418, 451],
  provider_stream_incomplete: [200],
  passed_over: [undefined],
  cancelled: [undefined],
}

/** Every attempt that an answer or an error tells of, in order; throws where one tells a status that does not go with how it ended. */
export function attemptsOf(reply: Reply): readonly AttemptView[] {
  const { attempts = [] } = reply.json<{ attempts?: readonly AttemptView[] }>()
  for (const { outcome, status } of attempts) {
    if (!STATUSES[outcome].includes(status)) throw new Error(`an attempt that ended as ${outcome} tells the status ${status}`)
  }
  return attempts
}

/** The provider that a failure speaks of, by the name that people know. */
export const providerTold = (reply: Reply): string => PROVIDER_TITLES[reply.json<{ provider: ProviderName }>().provider]

import type { AttemptOutcome, AttemptView } from '../app/llm/chat'
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

/** Every attempt that an answer or an error tells of, in order. */
export function attemptsOf(reply: Reply): readonly AttemptView[] {
  return reply.json<{ attempts?: readonly AttemptView[] }>().attempts ?? []
}

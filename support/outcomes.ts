/** What the API answers exactly when a feature names a failure in the user's words. The one table of outcomes. */
export interface Outcome {
  readonly status: number
  readonly code: string
}

const failure = (status: number, code: string): Outcome => ({ status, code })

export const OUTCOMES = {
  'the provider rejected our credentials': failure(502, 'provider_credentials_rejected'),
  'the provider asked us to slow down': failure(429, 'provider_rate_limited'),
  "the provider's quota is used up": failure(402, 'provider_quota_exhausted'),
  'the budget does not allow it': failure(402, 'budget_exceeded'),
  'our request was invalid': failure(400, 'invalid_request'),
  'our request was too large for the provider': failure(413, 'invalid_request'),
  'the provider could not process our request': failure(422, 'invalid_request'),
  'the provider does not know the model': failure(404, 'model_not_found'),
  'the provider is unavailable': failure(503, 'provider_unavailable'),
  'the provider took too long': failure(504, 'provider_timed_out'),
  'the provider answered unreadably': failure(502, 'provider_bad_response'),
  'the provider ended its answer too early': failure(502, 'provider_stream_incomplete'),
  'every provider failed': failure(503, 'all_providers_failed'),
  'there is no key for the provider': failure(409, 'provider_key_missing'),
  'the stored key cannot be read': failure(409, 'provider_key_unreadable'),
  'nobody is recognised': failure(401, 'unauthenticated'),
  'the role does not allow it': failure(403, 'forbidden'),
  'the request comes from another site': failure(403, 'forbidden'),
  'there is no such thing': failure(404, 'not_found'),
  'the agent is not ready for the next level': failure(409, 'not_ready_for_promotion'),
  'the present state does not allow it': failure(409, 'conflict'),
  'somebody has that email address': failure(409, 'email_taken'),
  'the request is not valid': failure(400, 'invalid_input'),
  'the request is too large': failure(413, 'payload_too_large'),
  'only one kind of content is taken': failure(415, 'unsupported_media_type'),
  'too many requests were made': failure(429, 'rate_limited'),
  'the store is not available': failure(503, 'storage_unavailable'),
  'the platform is stopping': failure(503, 'shutting_down'),
  'the service is not set up': failure(503, 'service_not_configured'),
  'Slack refused the message': failure(400, 'slack_refused'),
  'Slack rejected our credentials': failure(502, 'slack_credentials_rejected'),
  'Slack asked us to slow down': failure(429, 'slack_rate_limited'),
  'Slack failed': failure(502, 'slack_failed'),
  'GitHub rejected our credentials': failure(502, 'github_credentials_rejected'),
  'GitHub knows no such repository': failure(404, 'repository_not_found'),
  'GitHub called the issue invalid': failure(422, 'github_validation_failed'),
  'GitHub asked us to slow down': failure(429, 'github_rate_limited'),
  'GitHub failed': failure(502, 'github_failed'),
  'the key was used for another request': failure(422, 'idempotency_key_reused'),
  'the first request is still running': failure(409, 'idempotency_in_progress'),
  'the sign-in was not started here': failure(400, 'sign_in_state_invalid'),
  'the sign-in was refused': failure(403, 'sign_in_refused'),
  'the agent may not do that': failure(403, 'action_forbidden'),
  'the agent is paused': failure(409, 'agent_paused'),
  'the agent is retired': failure(409, 'agent_retired'),
  'the proposal was decided already': failure(409, 'proposal_decided'),
  'the proposal has expired': failure(410, 'proposal_expired'),
  'the proposal is void': failure(409, 'proposal_void'),
  'the content is another': failure(409, 'content_changed'),
  'nobody decides what they asked for': failure(403, 'self_approval'),
  'Google did not confirm the sign-in': failure(502, 'sign_in_failed'),
} as const satisfies Record<string, Outcome>

export type FailureWords = keyof typeof OUTCOMES
export const FAILURE_WORDS = Object.keys(OUTCOMES) as FailureWords[]

import type { FastifyReply } from 'fastify'
import { type Static, Type } from 'typebox'
import { ConcordError } from '../shared/errors'
import { withoutSecrets } from '../shared/logger'
import { Said } from './schemas'

/** Every error code with its status and title. The only place where codes become HTTP. */
export const PROBLEMS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  invalid_input: [400, 'The request is not valid'],
  invalid_request: [400, 'The provider calls the request invalid'],
  sign_in_state_invalid: [400, 'The sign-in was not started here, or too long ago'],
  slack_refused: [400, 'Slack refused the message'],
  unauthenticated: [401, 'A valid token is needed'],
  provider_quota_exhausted: [402, "The provider's quota is used up"],
  budget_exceeded: [402, 'The budget does not allow it'],
  forbidden: [403, 'Not allowed'],
  blocked_by_receiver: [403, 'The receiver takes nothing from this sender'],
  maturity_too_low: [403, 'The agent has not grown up enough'],
  not_a_member: [403, 'Only members may do that'],
  action_forbidden: [403, 'The agent has not earned this'],
  handoff_forbidden: [403, 'The agent may not hand that on'],
  self_approval: [403, 'Nobody decides what they asked for themselves'],
  sign_in_refused: [403, 'The sign-in was refused'],
  not_found: [404, 'Not found'],
  model_not_found: [404, 'No such model'],
  repository_not_found: [404, 'No such repository'],
  method_not_allowed: [405, 'This address does not take that method'],
  not_acceptable: [406, 'The answer has a form that is not taken'],
  conflict: [409, 'Not possible in the present state'],
  agent_paused: [409, 'The agent is paused'],
  agent_retired: [409, 'The agent is retired'],
  content_changed: [409, 'The content is not the one that was seen'],
  not_ready_for_promotion: [409, 'The record does not carry the next level'],
  proposal_decided: [409, 'Somebody has decided already'],
  proposal_rejected: [409, 'A human rejected the proposal'],
  proposal_void: [409, 'The proposal is void'],
  hop_limit_reached: [409, 'The work was handed on too often'],
  handoff_loop: [409, 'The receiver had the work already'],
  handoff_begun: [409, 'Work on it has begun'],
  handoff_declined: [409, 'The handoff was declined'],
  handoff_not_accepted: [409, 'The work has not arrived'],
  email_taken: [409, 'The email address is taken'],
  idempotency_in_progress: [409, 'The first request with this key is still running'],
  provider_key_missing: [409, 'There is no key for the provider'],
  provider_key_unreadable: [409, 'The stored key cannot be read'],
  proposal_expired: [410, 'The proposal has expired'],
  payload_too_large: [413, 'The request is too large'],
  unsupported_media_type: [415, 'The content type is not supported'],
  resource_strategy_conflict: [409, 'The resource is given in another way'],
  lease_not_held: [409, 'The lease is not held any more'],
  not_in_flight: [409, 'The event is not in flight'],
  fencing_stale: [409, 'The number is not that of the present lease'],
  task_not_held: [409, 'The task is not held any more'],
  request_closed: [409, 'The request takes no reply any more'],
  barrier_broken: [409, 'The barrier was broken'],
  barrier_mismatch: [409, 'The barrier waits for another number'],
  version_conflict: [409, 'The version is not the present one'],
  duplicate_agent: [422, 'An agent is named twice'],
  too_few_agents: [422, 'It takes more agents'],
  self_review: [422, 'Nobody reviews their own work'],
  message_to_self: [422, 'Nobody sends messages to themselves'],
  handoff_to_self: [422, 'An agent does not hand work on to itself'],
  handoff_not_for_agent: [422, 'The work was handed to another agent'],
  github_validation_failed: [422, 'GitHub calls the issue invalid'],
  idempotency_key_reused: [422, 'The key was used for another request'],
  dependency_circle: [422, 'Tasks wait for each other'],
  unknown_dependency: [422, 'There is no such task to depend on'],
  duplicate_task: [422, 'Two tasks have the same name'],
  agent_not_listed: [422, 'The agent is not among those named'],
  unknown_input: [422, 'No earlier step gives that'],
  duplicate_output: [422, 'Two steps give the same'],
  upgrade_required: [426, 'Another protocol is spoken here'],
  rate_limited: [429, 'Too many requests'],
  post_limit_reached: [429, 'The agent has posted as often as it may in an hour'],
  provider_rate_limited: [429, 'The provider asked to slow down'],
  slack_rate_limited: [429, 'Slack asked to slow down'],
  github_rate_limited: [429, 'GitHub asked to slow down'],
  headers_too_large: [431, 'The headers are too large'],
  internal_error: [500, 'Something went wrong on our side'],
  provider_credentials_rejected: [502, 'The provider rejected our credentials'],
  provider_bad_response: [502, 'The provider answered unreadably'],
  provider_stream_incomplete: [502, 'The provider ended its answer too early'],
  slack_credentials_rejected: [502, 'Slack rejected our credentials'],
  slack_failed: [502, 'Slack failed'],
  github_credentials_rejected: [502, 'GitHub rejected our credentials'],
  github_failed: [502, 'GitHub failed'],
  sign_in_failed: [502, 'Google did not confirm the sign-in'],
  provider_unavailable: [503, 'The provider is unavailable'],
  all_providers_failed: [503, 'Every provider failed'],
  service_not_configured: [503, 'The service is not set up'],
  masking_failed: [503, 'The text could not be looked through'],
  backplane_unavailable: [503, 'The engine of coordination is not available'],
  breaker_open: [503, 'The breaker lets nobody through now'],
  storage_unavailable: [503, 'The store is not available'],
  shutting_down: [503, 'The platform is stopping'],
  no_reply: [504, 'Nobody replied in time'],
  provider_timed_out: [504, 'The provider took too long'],
}

/** A problem document (RFC 9457): whoever is refused is always told why. */
export const Problem = Type.Object(
  {
    type: Said,
    title: Said,
    status: Type.Integer(),
    detail: Said,
    code: Said,
    field: Type.Optional(Type.String()),
    retryable: Type.Optional(Type.Boolean()),
    attempts: Type.Optional(Type.Array(Type.Object({}, { additionalProperties: true }))),
  },
  { $id: 'Problem', additionalProperties: true },
)
export type Problem = Static<typeof Problem>

const UNEXPECTED = 'Something unexpected happened; the log tells more under the correlation id'

/** The problem document for whatever was thrown; of unknown errors nothing is told. A key that stands where a name belongs is not repeated. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof ConcordError)) return document('internal_error', UNEXPECTED)
  const { field, retryable, status, members } = error.details
  return {
    ...document(error.code, withoutSecrets(error.message), status),
    ...(field === undefined ? {} : { field: withoutSecrets(field) }),
    ...(retryable === undefined ? {} : { retryable }),
    ...members,
  }
}

function document(code: string, detail: string, given?: number): Problem {
  const [status, title] = PROBLEMS[code] ?? [500, 'Error']
  return { type: `urn:concord:problem:${code}`, title, status: given ?? status, detail, code }
}

/** The Retry-After header's value in whole seconds, at least 1, if the error says when to come back. */
export function retryAfter(error: unknown): string | undefined {
  const ms = error instanceof ConcordError ? error.details.retryAfterMs : undefined
  return ms === undefined ? undefined : String(Math.max(1, Math.ceil(ms / 1_000)))
}

/** Answers with the problem document of an error. */
export function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  const problem = problemOf(error)
  const wait = retryAfter(error)
  if (wait !== undefined) reply.header('retry-after', wait)
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.status(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}

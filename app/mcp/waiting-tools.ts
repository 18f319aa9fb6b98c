import type { Declared } from './tool'

const barrier = { barrier: 'The name of the barrier: letters, digits and _ - . :' }
const atBarrier = { renamed: { name: 'barrier' }, meaning: barrier } as const
const ofBreaker = { renamed: { name: 'breaker' }, meaning: { breaker: 'The name of the breaker: letters, digits and _ - . :' } } as const

/** Asking each other, waiting for each other, and what is shared. */
export const WAITING_TOOLS: readonly Declared[] = [
  {
    name: 'ask_agent',
    title: 'Ask an agent',
    description: 'Put a question to one agent and wait for its reply. Cancelling withdraws the question.',
    operation: 'POST /api/requests',
    effect: 'adds',
  },
  {
    name: 'list_pending_requests',
    title: 'Show what an agent is asked',
    description: 'The questions that wait for the reply of an agent, the oldest first.',
    operation: 'GET /api/requests/pending',
    effect: 'reads',
    renamed: { as: 'agent_id' },
    meaning: { agent_id: 'The agent that is asked' },
  },
  {
    name: 'reply_to_request',
    title: 'Reply to a question',
    description: 'Reply to what an agent is asked, once.',
    operation: 'POST /api/requests/{id}/reply',
    effect: 'adds',
    renamed: { id: 'request_id' },
    meaning: { request_id: 'The id of the question, as list_pending_requests gave it' },
  },
  {
    name: 'scatter',
    title: 'Ask several agents at once',
    description: 'Put one question to several agents and gather their replies: all, the first n, or those within the time.',
    operation: 'POST /api/scatters',
    effect: 'adds',
  },
  {
    name: 'arrive_at_barrier',
    title: 'Arrive at a barrier',
    description: 'Wait at a barrier until all have arrived. Nobody passes if one withdraws, is silent too long or has no time left; who cancels is silent.',
    operation: 'POST /api/barriers/{name}/arrive',
    effect: 'adds',
    ...atBarrier,
  },
  {
    name: 'withdraw_from_barrier',
    title: 'Withdraw from a barrier',
    description: 'Take a member away from a barrier: nobody who waits there passes.',
    operation: 'DELETE /api/barriers/{name}/members/{id}',
    effect: 'destroys',
    renamed: { name: 'barrier', id: 'member' },
    meaning: { ...barrier, member: 'What the member is called' },
  },
  {
    name: 'get_barrier',
    title: 'Show a barrier',
    description: 'Who waits at a barrier.',
    operation: 'GET /api/barriers/{name}',
    effect: 'reads',
    ...atBarrier,
  },
  {
    name: 'get_breaker',
    title: 'Show a breaker',
    description: 'How a shared breaker stands.',
    operation: 'GET /api/breakers/{name}',
    effect: 'reads',
    ...ofBreaker,
  },
  {
    name: 'record_breaker_outcome',
    title: 'Use a breaker',
    description: 'Ask a shared breaker to be let in (attempt), or report how it went (success, failure).',
    operation: 'POST /api/breakers/{name}/record',
    effect: 'adds',
    ...ofBreaker,
  },
]

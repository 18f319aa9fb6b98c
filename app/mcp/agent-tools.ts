import type { Declared } from './tool'

const resource = { resource_id: 'The resource: any text without control characters' }
const ofResource = { renamed: { id: 'resource_id' }, meaning: resource } as const
const handoff = { handoff_id: 'The id of the handoff' }
const ofHandoff = { renamed: { id: 'handoff_id' }, meaning: handoff } as const
const TTL = 'How long the lease lasts, in seconds'
const AGENT = "The agent's id"

/** Agents, the work that they pass on, and the things that one of them holds at a time. */
export const AGENT_TOOLS: readonly Declared[] = [
  {
    name: 'list_agents',
    title: 'List agents',
    description: 'All agents with their level and status, a page at a time.',
    operation: 'GET /api/agents',
    effect: 'reads',
    meaning: { cursor: 'next_cursor of the page before', limit: 'How many on a page' },
  },
  {
    name: 'run_agent',
    title: 'Run an agent',
    description:
      'Give an agent a message and wait for its answer. What the agent may do is decided first; where a human has to approve it, the answer names the proposal.',
    operation: 'POST /api/agents/{id}/execute',
    effect: 'adds',
    open: true,
    renamed: { id: 'agent_id' },
    without: ['stream'],
    meaning: {
      agent_id: AGENT,
      message: 'What it is to do or answer',
      session_id: 'The conversation that it belongs to',
      action: 'What is done, by its name; chat if not said',
      model: 'The model that shall answer',
    },
  },
  {
    name: 'hand_off',
    title: 'Hand work on',
    description: 'Hand work on to another agent with its context. To one level up a human has to approve it.',
    operation: 'POST /api/agents/{id}/handoff',
    effect: 'adds',
    renamed: { id: 'agent_id' },
    meaning: { agent_id: 'The agent that hands it on', to_agent_id: 'The agent that receives it' },
  },
  {
    name: 'get_handoff',
    title: 'Show a handoff',
    description: 'What was handed on, and what has become of it.',
    operation: 'GET /api/handoffs/{id}',
    effect: 'reads',
    ...ofHandoff,
  },
  {
    name: 'decline_handoff',
    title: 'Decline work',
    description: 'Decline work that was handed on, until it has begun.',
    operation: 'POST /api/handoffs/{id}/decline',
    effect: 'settles',
    ...ofHandoff,
    meaning: { ...handoff, reason: 'Why' },
  },
  {
    name: 'request_lease',
    title: 'Ask for a lease',
    description: 'Ask for a resource for agents: one holds it under a growing number, the others wait in a visible order.',
    operation: 'POST /api/agents/allocate-resource',
    effect: 'settles',
    meaning: {
      ...resource,
      requesting_agents: 'The ids of the agents that want it',
      allocation_strategy: 'Who goes first: the highest level, or whoever asked first',
      ttl_seconds: TTL,
    },
  },
  {
    name: 'get_lease',
    title: 'Show a lease',
    description: 'Who holds a resource, and who waits.',
    operation: 'GET /api/resources/{id}',
    effect: 'reads',
    ...ofResource,
  },
  {
    name: 'renew_lease',
    title: 'Renew a lease',
    description: 'Prolong a lease that has not run out, from now on.',
    operation: 'POST /api/resources/{id}/renew',
    effect: 'settles',
    ...ofResource,
    meaning: { ...resource, ttl_seconds: TTL },
  },
  {
    name: 'release_lease',
    title: 'Release a lease',
    description: 'Give a resource back: the next holds it.',
    operation: 'POST /api/resources/{id}/release',
    effect: 'settles',
    ...ofResource,
  },
]

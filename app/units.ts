import * as agents from './agents/agent-store'
import * as agentTokens from './agents/agent-token-store'
import * as audit from './audit/audit-store'
import * as ownRecords from './audit/own-records'
import * as barriers from './backplane/embedded/barrier-store'
import * as breakers from './backplane/embedded/breaker-store'
import * as idle from './backplane/embedded/idle-store'
import * as leases from './backplane/embedded/lease-store'
import * as queues from './backplane/embedded/queue-store'
import * as requests from './backplane/embedded/request-store'
import * as backplaneErasing from './backplane/erasing-store'
import * as heldTasks from './backplane/mcp/held-task-store'
import * as leaseNumbers from './backplane/redis/lease-number-store'
import * as owedRecords from './backplane/redis/owed-store'
import * as redisTasks from './backplane/redis/task-store'
import * as taskRetention from './backplane/task-retention-store'
import * as conflicts from './coordination/conflict-store'
import * as coordinations from './coordination/coordination-store'
import * as handoffs from './coordination/handoff-store'
import * as quotations from './coordination/quotation-store'
import * as resources from './coordination/resource-store'
import * as sharedState from './coordination/shared-state-store'
import * as steps from './coordination/steps-store'
import * as episodes from './episodes/episode-store'
import * as answering from './events/answering-store'
import * as deadLetters from './events/dead-letter-store'
import * as eventErasing from './events/erasing-store'
import * as retention from './events/retention-store'
import * as subscriptions from './events/subscription-store'
import * as taking from './events/taking-store'
import * as approvals from './executions/approval-store'
import * as executions from './executions/execution-store'
import * as journal from './executions/journal-store'
import * as serious from './executions/serious-store'
import * as steering from './executions/steering-store'
import * as proposalEnding from './forgetting/proposal-ending-store'
import * as graduation from './governance/graduation-store'
import * as agentSends from './integrations/agent-send-store'
import * as keys from './integrations/key-store'
import * as secretKey from './integrations/secret-key-store'
import * as sends from './integrations/send-store'
import * as signIn from './integrations/sign-in-store'
import * as calls from './llm/call-store'
import * as budgets from './people/budget-store'
import * as credentials from './people/credential-store'
import * as forgetting from './people/forgetting-store'
import * as people from './people/people-store'
import * as backups from './safekeeping/backup-store'
import * as restores from './safekeeping/restore-store'
import * as blocks from './social/block-store'
import * as channels from './social/channel-units'
import * as messages from './social/direct-message-store'
import * as socialErasing from './social/erasing-store'
import * as posts from './social/post-store'
import * as publishing from './social/publishing-store'
import * as reactions from './social/reaction-store'
import * as erasing from './store/erasing-store'
import * as instances from './store/instances'
import type { Unit } from './store/unit'

const isUnit = (value: unknown): value is Unit<never, unknown> => typeof value === 'object' && value !== null && 'body' in value && 'name' in value

/** Every unit by its name: what the writing thread can be asked to do. */
export const units: Readonly<Record<string, Unit<never, unknown>>> = Object.fromEntries(
  [
    audit,
    budgets,
    calls,
    credentials,
    people,
    forgetting,
    ownRecords,
    backplaneErasing,
    quotations,
    eventErasing,
    proposalEnding,
    socialErasing,
    erasing,
    instances,
    keys,
    secretKey,
    signIn,
    sends,
    agentSends,
    agents,
    agentTokens,
    executions,
    journal,
    approvals,
    serious,
    steering,
    graduation,
    episodes,
    coordinations,
    handoffs,
    conflicts,
    resources,
    barriers,
    breakers,
    idle,
    leases,
    queues,
    leaseNumbers,
    heldTasks,
    owedRecords,
    redisTasks,
    taskRetention,
    requests,
    sharedState,
    steps,
    blocks,
    channels,
    messages,
    posts,
    publishing,
    reactions,
    subscriptions,
    taking,
    answering,
    deadLetters,
    retention,
    backups,
    restores,
  ]
    .flatMap((module) => Object.values<unknown>(module))
    .filter(isUnit)
    .map((unit) => [unit.name, unit]),
)

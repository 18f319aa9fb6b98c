import type { JobEngine } from '../backplane/job-engine'
import { createTemporal } from '../backplane/temporal/temporal'
import { createConflicts } from '../coordination/conflicts'
import { createCoordinations } from '../coordination/coordinations'
import { createDelegate } from '../coordination/delegate'
import { ensemble } from '../coordination/ensemble'
import { parallel } from '../coordination/parallel'
import { createPeerReview } from '../coordination/peer-review'
import { createAgentRequests } from '../coordination/requests'
import { createResources } from '../coordination/resources'
import { createScatters } from '../coordination/scatters'
import { createSharedState } from '../coordination/shared-state'
import { createTimelines } from '../coordination/timelines'
import { workflow } from '../coordination/workflow'
import { createExecutionProposals } from '../executions/approvals'
import { createProposals } from '../governance/proposals'
import type { Parts } from '../http/parts'
import type { Executing } from './executing'
import type { Foundation, Outside } from './foundation'
import type { Members } from './members'
import type { Signals } from './signals'

/** What several do together, humans who decide among them. */
export type Coordinating = Pick<Parts, 'conflicts' | 'proposals' | 'resources' | 'coordinations' | 'requests' | 'scatters' | 'sharedState' | 'timelines'>

interface Needs
  extends Foundation,
    Pick<Signals, 'backplane' | 'events'>,
    Pick<Members, 'agents'>,
    Pick<Executing, 'notices' | 'live' | 'handoffs' | 'executor' | 'interventions' | 'agentSends'>,
    Pick<Outside, 'jobEngine'> {
  /** Gives what was running at instances that are gone an end. */
  readonly recoverGone: () => Promise<void>
}

export function buildCoordinating(needs: Needs): Coordinating {
  const { settings, store, clock, newId, logger, instanceId, backplane, agents, executor, interventions, handoffs, recoverGone } = needs
  const { notify } = needs.events
  const conflicts = createConflicts({ store, clock, newId, instanceId, settings, notify })
  const coordinations = createCoordinations({
    ...{ store, clock, newId, logger, instanceId, agents, executor, handoffs, interventions, settings, notify, recoverGone },
    patterns: [parallel, workflow, ensemble, createPeerReview(settings), createDelegate(settings)],
    engine: needs.jobEngine ?? jobEngineOf(needs),
  })
  needs.notices.listen(coordinations.noticed)
  return {
    conflicts,
    proposals: createProposals({ ...{ store, clock, newId, logger, settings, notify }, kinds: kindsOfProposals({ ...needs, conflicts }) }),
    resources: createResources({ store, clock, newId, settings, notify }),
    coordinations,
    requests: createAgentRequests({ clock, newId, agents, requests: backplane.requests, settings }),
    scatters: createScatters({ store, clock, newId, agents, requests: backplane.requests }),
    sharedState: createSharedState({ store, clock, newId, notify }),
    timelines: createTimelines({ store, clock }),
  }
}

/** What may wait for a human's decision, each with whoever carries it out. */
const kindsOfProposals = ({
  store,
  newId,
  live,
  logger,
  instanceId,
  executor,
  notices,
  agentSends,
  handoffs,
  conflicts,
}: Needs & Pick<Coordinating, 'conflicts'>) => ({
  conflict: conflicts,
  execution: createExecutionProposals({ store, newId, live, logger, instanceId, executor, inTurn: notices.tell }),
  send: agentSends,
  handoff: handoffs,
})

/** Who leads jobs in place of the platform itself, if the operator wants that. */
const jobEngineOf = ({ settings: { backplane, stopSeconds }, clock, logger }: Foundation): JobEngine | undefined =>
  backplane.engine === 'temporal' ? createTemporal({ clock, logger, settings: backplane.temporal, stopSeconds }) : undefined

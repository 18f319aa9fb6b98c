import { createHandoffs } from '../coordination/handoffs'
import { createEpisodes } from '../episodes/episodes'
import { createExecutions } from '../executions/executions'
import { createExecutor } from '../executions/executor'
import { createHistory } from '../executions/history'
import { createInterventions } from '../executions/interventions'
import { createLive } from '../executions/live'
import { createDecisions } from '../governance/decisions'
import { createGraduations } from '../governance/graduations'
import type { Parts } from '../http/parts'
import { createAgentSends } from '../integrations/agent-sends'
import { createChooser } from '../llm/choice'
import type { Foundation } from './foundation'
import type { Members } from './members'
import type { Services } from './services'
import type { Signals } from './signals'

/** What one agent does: it is decided about, runs, is watched and corrected, hands on, sends, and remembers. */
export interface Executing
  extends Pick<Parts, 'live' | 'history' | 'episodes' | 'decisions' | 'handoffs' | 'executor' | 'executions' | 'interventions' | 'agentSends' | 'graduations'> {
  readonly notices: Notices
}

/** That something was done with an execution or a handoff. Jobs listen, and are built after those who tell it. */
export interface Notices {
  tell(id: string): void
  listen(listener: (id: string) => void): void
}

interface Needs extends Foundation, Pick<Signals, 'events'>, Pick<Members, 'agents'>, Pick<Services, 'gateway' | 'sends'> {}

export function buildExecuting({ settings, store, clock, newId, logger, instanceId, openWork, metrics, events, agents, gateway, sends }: Needs): Executing {
  const { notify } = events
  const notices = createNotices()
  const live = createLive({ store, ended: notices.tell })
  const history = createHistory({ store, characters: settings.historyCharacters })
  const episodes = createEpisodes({ store, clock, newId, logger })
  const decisions = createDecisions(metrics.decision)
  const handoffs = createHandoffs({ store, clock, newId, instanceId, agents, openWork, settings, notify, decided: notices.tell })
  const executor = createExecutor({
    ...{ store, clock, newId, logger, instanceId, live, gateway, agents, decisions, handedOn: handoffs, history, openWork, settings, notify },
    choose: createChooser(settings.llm),
    currency: settings.currency,
    ended: episodes.makeDue,
  })
  return {
    ...{ notices, live, history, episodes, decisions, handoffs, executor },
    executions: createExecutions({ store }),
    interventions: createInterventions({ store, clock, newId, live, executor, instanceId, notify }),
    agentSends: createAgentSends({ store, clock, newId, logger, instanceId, agents, decisions, openWork, sends, settings, notify }),
    graduations: createGraduations({ store, clock, newId, agents }),
  }
}

function createNotices(): Notices {
  const listeners: ((id: string) => void)[] = []
  return {
    tell(id) {
      for (const listener of listeners) listener(id)
    },
    listen: (listener) => void listeners.push(listener),
  }
}

import { type Static, Type } from 'typebox'
import type { Task } from '../coordination/coordination'
import { ErrorView, Exactly } from './schemas'

/** One part of a task that a coordinator split, and who did it. */
export const PartView = Exactly({
  id: Type.String(),
  worker: Type.String({ description: 'The agent that was given the part' }),
  task: Type.String(),
  status: Type.String({ description: 'As that of any task' }),
  response: Type.Optional(Type.String()),
  error: Type.Optional(ErrorView),
  reason: Type.Optional(Type.String()),
  execution_id: Type.Optional(Type.String()),
  proposal_id: Type.Optional(Type.String()),
  handoff_id: Type.Optional(Type.String({ description: 'By which the coordinator handed the part on' })),
  replaces: Type.Optional(Type.String({ description: 'The part that failed, and that this one stands in for' })),
})

/** The parts in the order of the plan, with those that stand in for them behind. Pure. */
export const partsView = (tasks: readonly Task[]): Static<typeof PartView>[] =>
  tasks
    .filter(({ role }) => role === 'part')
    .map((part) =>
      partView(
        part,
        tasks.find(({ number }) => number === part.replaces),
      ),
    )

const partView = (part: Task, replaced: Task | undefined): Static<typeof PartView> => ({
  ...{ id: part.name, worker: part.agentId, task: part.message, status: part.status },
  ...(part.response === undefined ? {} : { response: part.response }),
  ...(part.error === undefined ? {} : { error: part.error }),
  ...(part.reason === undefined ? {} : { reason: part.reason }),
  ...(part.executionId === undefined ? {} : { execution_id: part.executionId }),
  ...(part.proposalId === undefined ? {} : { proposal_id: part.proposalId }),
  ...(part.handoffId === undefined ? {} : { handoff_id: part.handoffId }),
  ...(replaced === undefined ? {} : { replaces: replaced.name }),
})

import type { JobActivities, Turned, TurnOrder } from '../../app/backplane/job-engine'
import { waitedFor } from '../storage/under-way'

/** What Temporal owes the platforms of one scenario: while it has something to do, no scenario's clock moves. */
export interface Owing {
  /** Something has happened with a job: a turn is owed. Resolves as `told` does. */
  noticed(id: string, told: Promise<void>): Promise<void>
  /** Sees when the next step is owed, and when it is done. */
  watched(activities: JobActivities): JobActivities
  /** Nothing is owed any more. */
  clear(): void
}

interface Debt {
  turn: boolean
  /** Ids of the runs that were asked for and have not been begun. */
  readonly runs: Set<string>
  paid: PromiseWithResolvers<void> | undefined
}

export function createOwing(): Owing {
  const debts = new Map<string, Debt>()

  const change = (id: string, what: (debt: Debt) => void) => {
    const debt = debts.get(id) ?? { turn: false, runs: new Set<string>(), paid: undefined }
    debts.set(id, debt)
    what(debt)
    const owed = debt.turn || debt.runs.size > 0
    if (owed && debt.paid === undefined) {
      debt.paid = Promise.withResolvers()
      void waitedFor(debt.paid.promise)
    }
    if (!owed) {
      debt.paid?.resolve()
      debts.delete(id)
    }
  }
  const owesTurn = (id: string) => change(id, (debt) => Object.assign(debt, { turn: true }))

  const turn = async (take: JobActivities['turn'], order: TurnOrder): Promise<Turned> => {
    change(order.id, (debt) => Object.assign(debt, { turn: false }))
    // One that fails is tried again on the machine's clock: the scenario's does not wait for that.
    const turned = await waitedFor(take(order))
    change(order.id, ({ runs }) => {
      for (const { runId } of turned.kind === 'led' ? turned.due : []) if (!order.begun.includes(runId)) runs.add(runId)
    })
    return turned
  }

  return {
    noticed(id, told) {
      owesTurn(id)
      return told.catch((error: unknown) => {
        change(id, (debt) => Object.assign(debt, { turn: false }))
        throw error
      })
    },
    watched: ({ turn: take, run }) => ({
      turn: (order) => turn(take, order),
      async run(order, attempt) {
        change(order.id, ({ runs }) => void runs.delete(order.runId))
        const refusal = await run(order, attempt)
        owesTurn(order.id)
        return refusal
      },
    }),
    clear() {
      for (const { paid } of debts.values()) paid?.resolve()
      debts.clear()
    },
  }
}

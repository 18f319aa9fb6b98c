import { LEVELS, type Maturity } from '../../app/agents/agent'
import type { Property } from '../generated'
import type { Reply } from '../reply'
import { onStage, type Stage } from '../stage'
import type { ConcordWorld } from '../world'
import { CAST, type LookUpCase, lookUpCases, type WishCase, wishCases } from './permission-cases'
import { atMost, isMore, type Verdict, verdictOf } from './permission-model'

const WORDS = { allowed: 'may do it', needs_approval: 'needs approval', blocked: 'may not do it' } as const satisfies Record<Verdict, string>

/** What the platform says that an agent may do. */
export async function lookedUp(stage: Stage, agentId: string, action: string): Promise<Verdict> {
  const reply = await stage.done('Uma', 'GET', `/api/agents/${agentId}/permissions?action=${encodeURIComponent(action)}`)
  return reply.json<{ decision: Verdict }>().decision
}

/** What became of a wish: an agent that stands still may do nothing. */
export function verdictFrom({ status, text, json }: Reply): Verdict {
  const { code } = json<{ code?: string }>()
  if (status === 200) return 'allowed'
  if (status === 202) return 'needs_approval'
  if ((status === 403 && code === 'action_forbidden') || (status === 409 && code?.startsWith('agent_'))) return 'blocked'
  throw new Error(`The wish was answered in a way that is no decision: ${status} ${text}`)
}

export function expectVerdict(who: string, found: Verdict, expected: Verdict): void {
  if (found !== expected) throw new Error(`By what the platform says, ${who} ${WORDS[found]}; by the table, it ${WORDS[expected]}`)
}

/** A higher level may all that a lower may, and both engine and naive model say the same, also of unknown actions (AR-12.23). */
export const lookingUp = (world: ConcordWorld): Property<LookUpCase> => ({
  cases: lookUpCases,
  play: ({ action, stopped }, tell) =>
    onStage(world, async (stage) => {
      if (stopped !== undefined) {
        tell(`Olivia pauses ${CAST[stopped]}.`)
        await stage.done('Olivia', 'POST', `/api/agents/${world.agent(CAST[stopped]).id}/pause`, { reason: 'Something is odd' })
      }
      let before: { readonly level: Maturity; readonly verdict: Verdict } | undefined
      for (const level of LEVELS) {
        const verdict = await lookedUp(stage, world.agent(CAST[level]).id, action)
        tell(`Uma looks up whether ${CAST[level]}, ${level}, may "${action}": ${WORDS[verdict]}.`)
        expectVerdict(CAST[level], verdict, level === stopped ? 'blocked' : verdictOf(level, action))
        if (level === stopped) continue
        if (before !== undefined && isMore(before.verdict, verdict)) throw new Error(`${CAST[level]} may less than ${CAST[before.level]}, of a lower level`)
        before = { level, verdict }
      }
    }),
})

/** Whatever is wished for, what the platform does is what the table says, and a restriction never allows more. */
export const wishing = (world: ConcordWorld): Property<WishCase> => ({
  cases: wishCases,
  play: ({ action, level, approval, standing }, tell) =>
    onStage(world, async (stage) => {
      const [name, { id }] = [CAST[level], world.agent(CAST[level])]
      const free = await lookedUp(stage, id, action)
      if (standing !== 'active') {
        tell(`Olivia has ${standing} ${name}.`)
        await stage.done('Olivia', 'POST', `/api/agents/${id}/${standing === 'paused' ? 'pause' : 'retire'}`, { reason: 'Something is odd' })
      }
      const reply = await stage.ask('Uma', 'POST', `/api/agents/${id}/execute`, { message: 'The price list', action, require_approval: approval })
      const verdict = verdictFrom(reply)
      tell(`Uma asks ${name}, ${level}, for "${action}"${approval ? ', if a human approves it' : ''}: ${name} ${WORDS[verdict]}.`)
      if (isMore(verdict, free)) throw new Error(`With a restriction, ${name} ${WORDS[verdict]}; without, it ${WORDS[free]}`)
      const table = atMost(verdictOf(level, action), approval ? 'needs_approval' : 'allowed')
      expectVerdict(name, verdict, standing === 'active' ? table : 'blocked')
    }),
})

import { LEVELS, type Maturity } from '../../app/agents/agent'
import type { Property, Tell } from '../generated'
import { onStage, type Stage } from '../stage'
import type { ConcordWorld } from '../world'
import { expectVerdict, lookedUp, verdictFrom } from './permission'
import { type ChainCase, chainCases } from './permission-cases'
import { atMost, isMore, verdictOf } from './permission-model'

/** Somebody through whose hands the work goes. */
interface Link {
  readonly name: string
  readonly id: string
  level: Maturity
  /** A human let the work climb to this one. */
  readonly climbed: boolean
}

const NAMES = ['Bo', 'Cy', 'Dee', 'Ed', 'Flo']

/** Work that was handed on may no more than the least in its chain since the last approved step up, whoever was demoted meanwhile (AR-12.23). */
export const handingOn = (world: ConcordWorld): Property<ChainCase> => ({
  cases: chainCases,
  play: ({ action, approval, levels, demoted }, tell) =>
    onStage(world, async (stage) => {
      const chain: Link[] = []
      for (const level of levels) chain.push(await introduce(stage, level, chain))
      tell(`Olivia makes the agents ${chain.map(({ name, level }) => `${name}, ${level}`).join('; ')}.`)
      const handoff = await passOn(stage, chain, tell)
      for (const place of demoted) await demote(stage, chain[place], tell)
      const last = chain.at(-1)
      if (last === undefined) throw new Error('nobody is in the chain')
      const alone = await lookedUp(stage, last.id, action)
      const body = { message: 'The price list', action, require_approval: approval, ...(handoff === undefined ? {} : { handoff_id: handoff }) }
      const verdict = verdictFrom(await stage.ask('Uma', 'POST', `/api/agents/${last.id}/execute`, body))
      tell(
        `Uma asks ${last.name} for "${action}"${handoff === undefined ? '' : ' in the work that was handed on'}${approval ? ', if a human approves it' : ''}.`,
      )
      if (isMore(verdict, alone)) throw new Error(`${last.name} may more for work that was handed on than by itself`)
      expectVerdict(last.name, verdict, atMost(verdictOf(leastOf(chain), action), approval ? 'needs_approval' : 'allowed'))
    }),
})

/** The least level of all that count: from the last one to whom a human let the work climb. */
function leastOf(chain: readonly Link[]): Maturity {
  const from = chain.findLastIndex(({ climbed }) => climbed)
  const counted = chain.slice(Math.max(from, 0)).map(({ level }) => LEVELS.indexOf(level))
  return LEVELS[Math.min(...counted)] ?? 'student'
}

async function introduce(stage: Stage, level: Maturity, before: readonly Link[]): Promise<Link> {
  const name = NAMES[before.length] ?? 'Gus'
  const body = { name, instructions: `You are ${name}. You lend a hand.`, category: 'operations', maturity: level, reason: 'It is needed' }
  const { id } = (await stage.done('Olivia', 'POST', '/api/agents', body)).json<{ id: string }>()
  const giver = before.at(-1)
  return { name, id, level, climbed: giver !== undefined && LEVELS.indexOf(level) > LEVELS.indexOf(giver.level) }
}

/** From hand to hand; the last handoff, if there is one. */
async function passOn(stage: Stage, chain: readonly Link[], tell: Tell): Promise<string | undefined> {
  let parent: string | undefined
  for (const [index, { name, id, climbed }] of chain.entries()) {
    const giver = chain[index - 1]
    if (giver === undefined) continue
    tell(`Uma has ${giver.name} hand the work on to ${name}${climbed ? ', and Sam approves it' : ''}.`)
    const body = { to_agent_id: id, context: { customer: 4711 }, ...(parent === undefined ? {} : { parent_handoff_id: parent }) }
    const { handoff_id, proposal_id } = (await stage.done('Uma', 'POST', `/api/agents/${giver.id}/handoff`, body)).json<Passed>()
    if (proposal_id !== undefined) await approve(stage, proposal_id)
    parent = handoff_id
  }
  return parent
}

interface Passed {
  readonly handoff_id: string
  readonly proposal_id?: string
}

async function approve(stage: Stage, id: string): Promise<void> {
  const { content_hash } = (await stage.done('Sam', 'GET', `/api/proposals/${id}`)).json<{ content_hash: string }>()
  await stage.done('Sam', 'POST', `/api/proposals/${id}/approve`, { content_hash })
}

/** For an intervention that Sam marks as serious, in work that no provider ever saw. */
async function demote(stage: Stage, link: Link | undefined, tell: Tell): Promise<void> {
  const lower = link && LEVELS[LEVELS.indexOf(link.level) - 1]
  if (link === undefined || lower === undefined) return
  tell(`${link.name} is demoted to ${lower}.`)
  const body = { message: 'Something odd', action: 'search', require_approval: true }
  const { execution_id } = (await stage.done('Olivia', 'POST', `/api/agents/${link.id}/execute`, body)).json<{ execution_id: string }>()
  await stage.done('Sam', 'POST', `/api/executions/${execution_id}/stop`)
  await stage.done('Sam', 'POST', `/api/executions/${execution_id}/interventions/serious`, { reason: 'It was about to mislead people' })
  link.level = lower
}

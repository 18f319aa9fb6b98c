import { decide, type Errand, type Office, oneOf, post } from './office'
import type { AgentName } from './site'

const ARRIVED = "select 1 from handoff where id = ? and status in ('accepted', 'declined') and json_extract(context, '$.what') = ?"
const WAITS = 'select 1 from handoff join proposal on proposal.id = handoff.proposal_id where handoff.id = ? and proposal.id = ?'
const APPROVED = "select 1 from handoff where id = ? and status in ('accepted', 'declined') and approved = 1"
const DECLINED = "select 1 from handoff where id = ? and status = 'declined' and begun_at is null"
const BEGUN = 'select 1 from handoff where id = ? and begun_at is not null'

/** Work that has arrived; who has it. */
interface Arrived {
  readonly id: string
  readonly receiver: AgentName
}

async function handOn(office: Office, [from, to]: readonly [AgentName, AgentName], parent?: Arrived): Promise<Arrived | undefined> {
  const { cast, ledger, random } = office
  const what = office.text('context')
  const body = { to_agent_id: cast.agents[to], context: { what }, ...(parent === undefined ? {} : { parent_handoff_id: parent.id }) }
  const reply = await post(office, 'Uma', `/api/agents/${cast.agents[from]}/handoff`, body)
  if (reply.status !== 200 && reply.status !== 202) return undefined
  const { handoff_id: id, proposal_id } = reply.json<{ handoff_id: string; proposal_id?: string }>()
  if (reply.status === 200) {
    ledger.told(`${id} has arrived`, (db) => db(ARRIVED, id, what) === 1)
    return { id, receiver: to }
  }
  const proposal = String(proposal_id)
  ledger.told(`${id} waits for a human`, (db) => db(WAITS, id, proposal) === 1)
  if (random.next() < 0.2) return undefined
  const word = oneOf(random, ['approve', 'approve', 'reject'])
  if (!(await decide(office, 'Sam', proposal, word)) || word === 'reject') return undefined
  ledger.told(`${id} was approved and has arrived`, (db) => db(APPROVED, id) === 1)
  return { id, receiver: to }
}

/** What was handed on is done or declined, at the same time now and then: one of the two holds. */
async function takeUp(office: Office, { id, receiver }: Arrived): Promise<void> {
  const { cast, ledger, random } = office
  const way = random.next()
  const run = async () => {
    const body = { message: office.text(oneOf(random, ['please', 'slowly'])), handoff_id: id }
    const reply = await post(office, 'Uma', `/api/agents/${cast.agents[receiver]}/execute`, body)
    if (reply.status === 200) ledger.told(`work on ${id} has begun`, (db) => db(BEGUN, id) === 1)
  }
  const decline = async () => {
    const reply = await post(office, 'Sam', `/api/handoffs/${id}/decline`, { reason: 'No time' })
    if (reply.status === 200) ledger.told(`${id} was declined`, (db) => db(DECLINED, id) === 1)
  }
  if (way < 0.4) await run()
  else if (way < 0.7) await decline()
  else await Promise.all([run(), decline()])
}

const down: Errand = async (office) => {
  const first = await handOn(
    office,
    oneOf(office.random, [
      ['Ada', 'Sol'],
      ['Sol', 'Ines'],
      ['Ines', 'Ivy'],
    ]),
  )
  if (first !== undefined) await takeUp(office, first)
}

const up: Errand = async (office) => {
  const first = await handOn(
    office,
    oneOf(office.random, [
      ['Ines', 'Sol'],
      ['Ivy', 'Sol'],
      ['Sol', 'Ada'],
      ['Ines', 'Ada'],
    ]),
  )
  if (first !== undefined) await takeUp(office, first)
}

const chain: Errand = async (office) => {
  const first = await handOn(office, ['Ada', 'Sol'])
  const second =
    first === undefined
      ? undefined
      : await handOn(
          office,
          oneOf(office.random, [
            ['Sol', 'Ines'],
            ['Sol', 'Ada'],
          ]),
          first,
        )
  if (second !== undefined) await takeUp(office, second)
}

/** Each as often as it stands here. */
export const HANDOFF_ERRANDS: readonly Errand[] = [down, up, up, chain]

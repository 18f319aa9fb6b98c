import type { Reply } from '../reply'
import { HANDOFF_ERRANDS } from './handoff-errands'
import { LEASE_ERRANDS } from './lease-errands'
import { decide, type Errand, type Office, oneOf, patience, post } from './office'
import type { AgentName } from './site'

/** A step or a task as it is told of. */
interface Told {
  readonly number?: number
  readonly id?: string
  readonly status: string
  readonly response?: string
}

/** A job for several agents as it is told of: a workflow has steps, a task that was split parts, the others results. */
interface Job {
  readonly status: string
  readonly steps?: readonly Told[]
  readonly results?: readonly Told[]
  readonly parts?: readonly Told[]
}

const LOOKS = 40
const LOOK_MS = 15
const MOVING = ['pending', 'running']

const JOB = 'select 1 from coordination where id = ? and status = ?'
const BEGUN = "select 1 from coordination where id = ? and exists (select 1 from audit where action = 'coordination.begun' and subject = coordination.id)"
const DONE = `select 1 from task join execution using (run_id) where task.coordination_id = ? and task.name = ? and task.status = 'completed'
  and execution.status = 'completed' and execution.response is ?`

/** What is completed once is completed for ever, with that answer. */
function noteDone({ ledger }: Office, id: string, told: readonly Told[]): void {
  for (const { number, id: name = String(number), status, response } of told)
    if (status === 'completed') ledger.told(`${name} of ${id} is completed`, (db) => db(DONE, id, name, response) === 1)
}

const noteEnd = ({ ledger }: Office, id: string, status: string): void => ledger.told(`${id} is ${status}`, (db) => db(JOB, id, status) === 1)

/** Looks at a job until it moves no more, or for a while. */
async function follow(office: Office, path: string): Promise<Job | undefined> {
  for (let looks = 0; looks < LOOKS; looks++) {
    const reply = await office.as('Uma').call('GET', path)
    if (reply.status !== 200) return undefined
    const job = reply.json<Job>()
    if (!MOVING.includes(job.status)) return job
    await patience(LOOK_MS)
  }
  return undefined
}

const stepOf = ({ cast, text }: Office, agent: AgentName, action: string, how: string) => ({ agent_id: cast.agents[agent], action, message: text(how) })

async function beginWorkflow(office: Office, hows: readonly [string, string, string]): Promise<string | undefined> {
  const [first, second, third] = hows
  const steps = [
    { ...stepOf(office, 'Ada', 'analyze', first), output_key: 'found' },
    { ...stepOf(office, 'Sol', 'create', second), input_from: 'found' },
    stepOf(office, oneOf(office.random, ['Ada', 'Ines']), 'chat', third),
  ]
  const reply = await post(office, 'Uma', '/api/workflows/sequential', { steps })
  if (reply.status !== 202) return undefined
  const { workflow_id: id } = reply.json<{ workflow_id: string }>()
  office.ledger.told(`${id} was begun`, (db) => db(BEGUN, id) === 1)
  return id
}

/** A workflow that can be done; some of it takes a while. */
const work: Errand = async (office) => {
  const how = () => oneOf(office.random, ['please', 'please', 'slowly'])
  const id = await beginWorkflow(office, [how(), how(), 'please'])
  const job = id === undefined ? undefined : await follow(office, `/api/workflows/${id}`)
  if (id === undefined || job === undefined) return
  noteDone(office, id, job.steps ?? [])
  if (job.status === 'completed') noteEnd(office, id, job.status)
}

/** A workflow whose last step fails, however often it is tried. */
const tryAgain: Errand = async (office) => {
  const id = await beginWorkflow(office, ['please', 'please', oneOf(office.random, ['refused', 'broken off'])])
  const job = id === undefined ? undefined : await follow(office, `/api/workflows/${id}`)
  if (id === undefined || job === undefined) return
  noteDone(office, id, job.steps ?? [])
  if (job.status !== 'failed') return
  if ((await post(office, 'Uma', `/api/workflows/${id}/retry`)).status === 202) await follow(office, `/api/workflows/${id}`)
}

const giveUp: Errand = async (office) => {
  const id = await beginWorkflow(office, ['please', 'slowly', 'slowly'])
  if (id === undefined) return
  await patience(office.random.next() * 150)
  const reply = await post(office, 'Uma', `/api/workflows/${id}/cancel`)
  if (reply.status === 200) noteEnd(office, id, 'cancelled')
}

/** Sam helps where a workflow waits for a human after a crash. */
const help: Errand = async (office) => {
  const reply = await office.as('Sam').call('GET', '/api/workflows?status=needs_attention&limit=5')
  if (reply.status !== 200) return
  for (const { workflow_id } of reply.json<{ items: readonly { workflow_id: string }[] }>().items)
    await post(office, 'Sam', `/api/workflows/${workflow_id}/${oneOf(office.random, ['retry', 'retry', 'cancel'])}`)
}

/** Tasks at the same time, one of which may need a human. */
const divide: Errand = async (office) => {
  const { cast, random, text } = office
  const tasks = [
    { id: 'a', agent_id: cast.agents.Ada, task: text('please') },
    { id: 'b', agent_id: cast.agents.Ada, task: text(oneOf(random, ['please', 'slowly', 'refused'])), dependencies: ['a'] },
    { id: 'c', agent_id: cast.agents[oneOf(random, ['Sol', 'Sol', 'Ines'])], action: 'create', task: text('please') },
    { id: 'd', agent_id: cast.agents.Ada, task: text('please'), dependencies: ['b', 'c'] },
  ]
  await see(office, await post(office, 'Uma', '/api/agents/parallel-execute', { tasks }))
}

/** A task that an agent splits among others, one of whom may have earned more than it. */
const split: Errand = async (office) => {
  const { cast, random, text } = office
  const [coordinator, ...workers] = oneOf(random, [
    ['Ada', 'Sol', 'Ines'],
    ['Sol', 'Ines', 'Ivy'],
    ['Ines', 'Ivy', 'Sol'],
    ['Ines', 'Ada', 'Ivy'],
  ] as const)
  const body = { pattern: 'delegate', workers: workers.map((name) => cast.agents[name]), task: text('split') }
  await see(office, await post(office, 'Uma', `/api/agents/${cast.agents[coordinator]}/coordinate`, body))
}

async function see(office: Office, reply: Reply): Promise<void> {
  if (reply.status === 202) await settleTasks(office, reply)
  if (reply.status === 200) noteResults(office, reply.json<Job & { coordination_id: string }>())
}

const noteResults = (office: Office, { coordination_id: id, status, results, parts = [] }: Job & { readonly coordination_id: string }): void => {
  noteDone(office, id, results ?? parts)
  noteEnd(office, id, status)
}

async function settleTasks(office: Office, reply: Reply): Promise<void> {
  const { coordination_id: id, proposal_ids: proposals } = reply.json<{ coordination_id: string; proposal_ids: readonly string[] }>()
  const [proposal] = proposals
  const way = office.random.next()
  if (proposal === undefined || way > 0.9) return
  if (way > 0.75) {
    if ((await post(office, 'Uma', `/api/coordinations/${id}/cancel`)).status === 200) noteEnd(office, id, 'cancelled')
    return
  }
  if (!(await decide(office, 'Sam', proposal, way > 0.2 ? 'approve' : 'reject'))) return
  const job = await follow(office, `/api/coordinations/${id}`)
  if (job !== undefined && (job.status === 'completed' || job.status === 'failed')) noteResults(office, { ...job, coordination_id: id })
}

/** Each as often as it stands here. */
export const COORDINATION_ERRANDS: readonly Errand[] = [work, work, tryAgain, giveUp, help, divide, divide, split, split, ...HANDOFF_ERRANDS, ...LEASE_ERRANDS]

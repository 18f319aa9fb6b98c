import type { ReadEvent } from '../event-stream'
import { COORDINATION_ERRANDS } from './coordination-errands'
import type { Ledger } from './ledger'
import { decide, type Errand, type Office, oneOf, patience, post } from './office'
import type { AgentName, PersonName } from './site'

const EXECUTION = 'select 1 from execution where id = ? and status = ?'
const SHOWN = 'select 1 from execution_event where execution_id = ? and number = ? and kind = ? and data = ?'
const STEPPED_IN = 'select count(*) from execution_event where execution_id = ? and kind = ?'

const executePath = ({ cast }: Office, agent: AgentName): string => `/api/agents/${cast.agents[agent]}/execute`

/** Asks and waits for the end; whatever it is, it is so for ever. */
async function ask(office: Office, person: PersonName, agent: AgentName, body: { message: string; action?: string; session_id?: string }) {
  const reply = await post(office, person, executePath(office, agent), body)
  if (reply.status === 403)
    office.ledger.told(
      `${body.message} is forbidden`,
      (db) => db("select 1 from execution where status = 'blocked' and json_extract(request, '$.message') = ?", body.message) === 1,
    )
  if (reply.status !== 200) return undefined
  const { execution_id, status, response, session_id } = reply.json<{ execution_id: string; status: string; response: string | null; session_id: string }>()
  office.ledger.told(`${body.message} is ${status}`, (db) => db(`${EXECUTION} and response is ?`, execution_id, status, response) === 1)
  return session_id
}

const chat: Errand = async (office) => {
  const person = oneOf(office.random, ['Uma', 'Una', 'Sam'])
  const session_id = await ask(office, person, 'Ada', { message: office.text('please') })
  if (session_id !== undefined && office.random.next() < 0.5) await ask(office, person, 'Ada', { message: office.text('go on'), session_id })
}

const trouble: Errand = async (office) => {
  await ask(office, 'Uma', 'Ada', { message: office.text(oneOf(office.random, ['refused', 'broken off'])) })
}

const forbidden: Errand = async (office) => {
  await ask(office, 'Una', 'Stu', { message: office.text('please') })
}

/** Asks word by word: each event that is shown must have been committed. */
async function follow(office: Office, person: PersonName, agent: AgentName, body: object) {
  const live = await office.as(person).live('POST', executePath(office, agent), { body: { ...body, stream: true } })
  const first = await firstOf(() => live.events[0])
  if (first === undefined) return undefined
  const executionId = String(JSON.parse(first.data).execution_id)
  const ended = live.ended.then(() => {
    for (const event of live.events) noteShown(office.ledger, executionId, event)
  })
  return { executionId, ended }
}

async function firstOf<Value>(look: () => Value | undefined): Promise<Value | undefined> {
  for (let tries = 0; tries < 200; tries++) {
    const found = look()
    if (found !== undefined) return found
    await patience(2)
  }
  return undefined
}

function noteShown(ledger: Ledger, executionId: string, { id, event, data }: ReadEvent): void {
  if (id !== undefined) ledger.told(`a viewer of ${executionId} saw event ${id}`, (db) => db(SHOWN, executionId, Number(id), event, data) === 1)
}

const watch: Errand = async (office) => {
  const watched = await follow(office, 'Uma', 'Ada', { message: office.text(oneOf(office.random, ['please', 'slowly'])) })
  await watched?.ended
}

const cancel: Errand = async (office) => {
  const watched = await follow(office, 'Uma', 'Ada', { message: office.text('slowly') })
  if (watched === undefined) return
  await patience(office.random.next() * 120)
  await end(office, 'Uma', watched.executionId, 'cancel')
  await watched.ended
}

async function end(office: Office, person: PersonName, id: string, word: 'cancel' | 'stop'): Promise<void> {
  const reply = await post(office, person, `/api/executions/${id}/${word}`)
  if (reply.status === 200) office.ledger.told(`${id} is cancelled`, (db) => db(EXECUTION, id, 'cancelled') === 1)
}

const supervise: Errand = async (office) => {
  const watched = await follow(office, 'Uma', 'Sol', { message: office.text('slowly'), action: 'create' })
  if (watched === undefined) return
  const { executionId } = watched
  const stepIn = async (word: 'pause' | 'resume' | 'correct', event: string, body?: object) => {
    await patience(office.random.next() * 60)
    const reply = await post(office, 'Sam', `/api/executions/${executionId}/${word}`, body)
    if (reply.status !== 200) return
    const count = counted.get(event) ?? 0
    counted.set(event, count + 1)
    office.ledger.told(`${executionId} had ${event} ${count + 1} times`, (db) => Number(db(STEPPED_IN, executionId, event)) > count)
  }
  const counted = new Map<string, number>()
  const way = office.random.next()
  if (way < 0.6) await stepIn('pause', 'execution:paused')
  if (way < 0.3) await stepIn('resume', 'execution:resumed')
  if (way > 0.2) await stepIn('correct', 'execution:corrected', { message: office.text('corrected, please') })
  if (way > 0.5 && way < 0.7) await end(office, 'Sam', executionId, 'stop')
  else if (way >= 0.3 && way <= 0.5) await stepIn('resume', 'execution:resumed')
  await watched.ended
}

/** Asks for what needs approval; the proposal's id. */
async function propose(office: Office, how: string): Promise<{ proposalId: string; executionId: string } | undefined> {
  const message = office.text(how)
  const [agent, body] = oneOf(office.random, [
    ['Ines', { message, action: 'create' }],
    ['Ivy', { message, action: 'create' }],
    ['Ada', { message, require_approval: true }],
    ['Sol', { message, action: 'create', require_approval: true }],
  ] as const)
  const reply = await post(office, 'Uma', executePath(office, agent), body)
  if (reply.status !== 202) return undefined
  const { proposal_id, execution_id } = reply.json<{ proposal_id: string; execution_id: string }>()
  office.ledger.told(`${message} waits for a human`, (db) => db('select 1 from proposal where id = ? and execution_id = ?', proposal_id, execution_id) === 1)
  return { proposalId: proposal_id, executionId: execution_id }
}

const approve: Errand = async (office) => {
  const waiting = await propose(office, oneOf(office.random, ['please', 'slowly', 'refused']))
  if (waiting === undefined) return
  await decide(office, 'Sam', waiting.proposalId, 'approve')
  if (office.random.next() < 0.2) await end(office, 'Uma', waiting.executionId, 'cancel')
}

const reject: Errand = async (office) => {
  const waiting = await propose(office, 'please')
  if (waiting !== undefined) await decide(office, 'Sue', waiting.proposalId, 'reject')
}

const dispute: Errand = async (office) => {
  const waiting = await propose(office, 'please')
  if (waiting === undefined) return
  const words = [decide(office, 'Sam', waiting.proposalId, 'approve'), decide(office, 'Sue', waiting.proposalId, 'reject')]
  const heeded = (await Promise.allSettled(words)).filter((each) => each.status === 'fulfilled' && each.value)
  if (heeded.length > 1) office.ledger.wrong(`${waiting.proposalId} was decided twice`)
}

const leaveOpen: Errand = async (office) => {
  const waiting = await propose(office, 'please')
  if (waiting !== undefined && office.random.next() < 0.5) await end(office, 'Uma', waiting.executionId, 'cancel')
}

const pauseAgent: Errand = async (office) => {
  await post(office, 'Olivia', `/api/agents/${office.cast.agents.Ivy}/${oneOf(office.random, ['pause', 'resume', 'resume'])}`, { reason: 'for the trial' })
}

/** Each as often as it stands here. */
const ERRANDS: readonly [Errand, ...Errand[]] = [
  chat,
  chat,
  chat,
  watch,
  trouble,
  forbidden,
  cancel,
  supervise,
  supervise,
  approve,
  approve,
  reject,
  dispute,
  leaveOpen,
  pauseAgent,
  ...COORDINATION_ERRANDS,
]

/** Runs errands, several at a time, until nobody answers any more. */
export async function runErrands(office: Office, { atATime, isOver }: { atATime: number; isOver: () => boolean }): Promise<void> {
  const one = async () => {
    while (!isOver()) await oneOf(office.random, ERRANDS)(office).catch(() => patience(2))
  }
  await Promise.all(Array.from({ length: atATime }, one))
}

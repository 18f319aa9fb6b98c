import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { messageOf } from '../../app/shared/errors'
import { type Child, startChild } from './child'
import { inspect } from './inspection'
import { type InstantModel, startModel } from './instant-model'
import { isNoticed, JOB_BUGS } from './job-bugs'
import { interleaveJobs } from './jobs'
import { LEASE_BUGS } from './lease-bugs'
import { interleaveLeases } from './leases'
import type { PlantedBug } from './planted'
import { type PersonName, prepareTemplate, type Template } from './site'

// The race trial: eight platforms in processes of their own on one database file, and on each somebody who decides the same
// proposals at the same moment. Each is decided once, and what was approved runs once. `--proposals 1000`. And before it, on two platforms in one process:
// leases, renewals, returns, time and writes of several agents, in so many orders, `--interleavings 10000`; and jobs for several agents
// with all that may happen to them, `--jobs 3000`.

const PLATFORMS = 8
const USUAL_PROPOSALS = 1_000
const PROOF_PROPOSALS = 100
const USUAL_INTERLEAVINGS = 10_000
const PROOF_INTERLEAVINGS = 3_000
const USUAL_JOBS = 3_000
const AT_A_TIME = 24
const BUSY_TRIES = 200
const BUSY_WAIT_MS = 20
const ENDED_WITHIN_MS = 60_000
const SHOWN_FINDINGS = 30

/** Approve against approve against reject. */
const WORDS: readonly (readonly [PersonName, 'approve' | 'reject'])[] = [
  ['Sam', 'approve'],
  ['Sue', 'approve'],
  ['Olivia', 'reject'],
]

interface Race {
  readonly template: Template
  readonly origins: readonly string[]
  readonly findings: string[]
  /** What its messages begin with: the model remembers those of all races. */
  readonly name: string
  /** How often a platform was busy and the caller came again. */
  busy: number
}

interface Waiting {
  readonly id: string
  readonly contentHash: string
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const patience = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Goes through items, so many at a time. */
async function each<Item>(items: readonly Item[], atATime: number, task: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await task(item)
  }
  await Promise.all(Array.from({ length: atATime }, work))
}

/** The answer, once the platform is not busy any more. */
async function post(race: Race, at: number, person: PersonName, path: string, body: object) {
  const api = race.template.as(race.origins[at % race.origins.length] ?? '', person)
  for (let tries = 0; ; tries++) {
    const reply = await api.call('POST', path, { body })
    if (reply.status !== 503 || tries === BUSY_TRIES) return reply
    race.busy += 1
    await patience(BUSY_WAIT_MS)
  }
}

async function propose(race: Race, count: number): Promise<readonly Waiting[]> {
  const numbers = Array.from({ length: count }, (_, index) => index)
  const proposals: Waiting[] = []
  await each(numbers, AT_A_TIME, async (number) => {
    const reply = await post(race, 0, 'Uma', `/api/agents/${race.template.cast.agents.Ada}/execute`, {
      message: `${race.name} ${number}`,
      require_approval: true,
    })
    if (reply.status !== 202) throw new Error(`proposing was answered ${reply.status}: ${reply.text}`)
    const { proposal_id } = reply.json<{ proposal_id: string }>()
    const shown = await race.template.as(race.origins[0] ?? '', 'Sam').call('GET', `/api/proposals/${proposal_id}`)
    proposals.push({ id: proposal_id, contentHash: shown.json<{ content_hash: string }>().content_hash })
  })
  return proposals
}

/** Everybody at once, on every platform. */
async function decide(race: Race, { id, contentHash }: Waiting): Promise<void> {
  const answers = race.origins.map(async (_origin, at) => {
    const [person, word] = WORDS[at % WORDS.length] ?? ['Sam', 'approve']
    const { status, text } = await post(race, at, person, `/api/proposals/${id}/${word}`, { content_hash: contentHash })
    if (status !== 200 && status !== 409) race.findings.push(`${person} was answered ${status} for ${word}: ${text}`)
    return status
  })
  const heeded = (await Promise.all(answers)).filter((status) => status === 200).length
  if (heeded !== 1) race.findings.push(`${heeded} people were told that they had decided ${id}`)
}

/** What was approved runs to its end. */
async function untilEnded(db: Database.Database): Promise<void> {
  const open = db
    .prepare("select (select count(*) from execution where status in ('pending', 'running', 'paused')) + (select count(*) from episode_due)")
    .pluck()
  for (const until = performance.now() + ENDED_WITHIN_MS; Number(open.get()) > 0 && performance.now() < until; ) await patience(50)
}

function* doubts(db: Database.Database, asked: ReadonlyMap<string, number>): Generator<string> {
  for (const { check, text } of inspect(db, asked)) yield `${check}: ${text}`
  const rows = db
    .prepare("select e.status, p.status as verdict, json_extract(e.request, '$.message') as message from execution e join proposal p on p.id = e.proposal_id")
    .all() as { status: string; verdict: string; message: string }[]
  for (const { status, verdict, message } of rows) {
    const contacts = asked.get(message) ?? 0
    if (verdict === 'approved' && (status !== 'completed' || contacts !== 1))
      yield `${message} was approved, is ${status} and asked the model ${contacts} times`
    if (verdict !== 'approved' && (verdict !== 'rejected' || status !== 'cancelled' || contacts !== 0))
      yield `${message} is ${verdict}, ${status} and asked the model ${contacts} times`
  }
}

interface Course {
  readonly template: Template
  readonly model: InstantModel
  readonly count: number
  readonly bug?: PlantedBug
}

/** One race on an installation of its own; what was wrong with it. */
async function run({ template, model, count, bug }: Course): Promise<readonly string[]> {
  const site = template.build()
  const children: readonly Child[] = Array.from({ length: PLATFORMS }, () => startChild(site.settings, { bug }))
  const db = new Database(site.path, { readonly: true })
  try {
    const origins = (await Promise.all(children.map(({ listening }) => listening))).filter((origin) => origin !== undefined)
    if (origins.length < PLATFORMS) throw new Error(`only ${origins.length} platforms started:\n${children.map(({ output }) => output).join('\n')}`)
    const race: Race = { template, origins, findings: [], name: bug ?? 'race', busy: 0 }
    const proposals = await propose(race, count)
    const begun = performance.now()
    await each(proposals, AT_A_TIME, (proposal) => decide(race, proposal))
    const seconds = (performance.now() - begun) / 1_000
    if (bug === undefined) await untilEnded(db)
    const approved = db.prepare("select count(*) from proposal where status = 'approved'").pluck().get()
    if (bug === undefined)
      print(
        `${count * PLATFORMS} words on ${count} proposals in ${seconds.toFixed(1)} s; ${approved} were approved; ${race.busy} times a platform was busy and was asked again`,
      )
    for (const child of children) child.stop()
    await Promise.all(children.map(({ ended }) => ended))
    const complaints = children.flatMap(({ output }) => output.split('\n').filter((line) => line.startsWith('{')))
    return [...race.findings, ...doubts(db, model.asked), ...complaints]
  } finally {
    db.close()
    for (const child of children) child.kill()
    await Promise.all(children.map(({ ended }) => ended))
    site.remove()
  }
}

/** Whether the trial notices platforms that look and write in two steps. */
async function prove(course: Pick<Course, 'template' | 'model'>): Promise<boolean> {
  const findings = await run({ ...course, count: PROOF_PROPOSALS, bug: 'no transaction' })
  const [noticed] = findings.filter((text) => /were told that they had decided|decisions on record/.test(text))
  print(noticed === undefined ? '✗ a planted bug was not found: no transaction' : `proved on 1 of 1 planted bugs: no transaction (${noticed})`)
  return noticed !== undefined
}

/** Something that is tried in many orders in one process, and the bugs that it must notice. */
interface Interleaved {
  readonly what: string
  readonly bugs: readonly string[]
  isNoticed(bug: string): Promise<boolean>
  trial(cases: number): Promise<string | undefined>
}

/** Nobody ever holds what another holds, or writes under an old number, however it all falls together. */
const LEASES: Interleaved = {
  what: 'leases, returns, time and writes',
  bugs: Object.keys(LEASE_BUGS),
  isNoticed: async (name) => (await interleaveLeases({ cases: PROOF_INTERLEAVINGS, bug: LEASE_BUGS[name] })) !== undefined,
  trial: (cases) => interleaveLeases({ cases }),
}

/** A job for several agents comes to rest, and runs nothing twice. */
const JOBS: Interleaved = {
  what: 'jobs, decisions, retries and recoveries',
  bugs: Object.keys(JOB_BUGS),
  async isNoticed(name) {
    const bug = JOB_BUGS[name]
    return bug !== undefined && (await isNoticed(bug, PROOF_INTERLEAVINGS))
  },
  trial: (cases) => interleaveJobs({ cases }),
}

/** Whether nothing was found; and whether the trial would notice. */
async function interleave({ what, bugs, isNoticed: notices, trial }: Interleaved, cases: number): Promise<boolean> {
  const missed: string[] = []
  for (const name of bugs) if (!(await notices(name))) missed.push(name)
  print(missed.length > 0 ? `✗ planted bugs were not found: ${missed.join(', ')}` : `proved on ${bugs.length} of ${bugs.length} planted bugs of ${what}`)
  const begun = performance.now()
  const wrong = await trial(cases)
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
  print(wrong === undefined ? `${cases} interleavings of ${what} in ${seconds} s, 0 findings` : `✗ ${wrong}`)
  return missed.length === 0 && wrong === undefined
}

function countOf(text: string | undefined, usual: number, name: string): number {
  const count = Number(text ?? usual)
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name} takes a whole number`)
  return count
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { proposals: { type: 'string' }, interleavings: { type: 'string' }, jobs: { type: 'string' } } })
  const count = countOf(values.proposals, USUAL_PROPOSALS, 'proposals')
  const isLeased = await interleave(LEASES, countOf(values.interleavings, USUAL_INTERLEAVINGS, 'interleavings'))
  const isDone = await interleave(JOBS, countOf(values.jobs, USUAL_JOBS, 'jobs'))
  const model = await startModel()
  const template = await prepareTemplate(model)
  try {
    const isProved = await prove({ template, model })
    const findings = await run({ template, model, count })
    for (const text of findings.slice(0, SHOWN_FINDINGS)) print(`✗ ${text}`)
    print(`${count} proposals, ${findings.length} findings`)
    return isLeased && isDone && isProved && findings.length === 0
  } finally {
    await template.close()
    await model.close()
  }
}

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    print(`✗ the trial itself failed: ${messageOf(error)}`)
    process.exit(1)
  },
)

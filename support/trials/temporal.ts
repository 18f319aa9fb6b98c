import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { NO_TEMPORAL, type TemporalServer, temporalServer } from '../temporal/dev-server'
import { ownQueue, startLed, until } from '../temporal/platforms'
import { inspect } from './inspection'
import { type InstantModel, startModel } from './instant-model'
import { prepareTemplate, type Template } from './site'

// Two platforms on one database and one Temporal; one is killed in the middle of its jobs. The other goes on within ten seconds,
// nothing is done twice, and every job ends. It first proves itself where nobody is left to go on; what `inspect` finds, the crash trial proves. `--rounds 3`.

const GOES_ON_MS = 10_000
const ENDS_MS = 60_000
/** Jobs that nobody goes on with never end. */
const PROOF_MS = 3_000
const JOBS = 6
const OVER = ['completed', 'failed', 'cancelled', 'needs_attention']

interface Trial {
  readonly server: TemporalServer
  readonly model: InstantModel
  readonly template: Template
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** A workflow of three steps, or a graph of four tasks; everything in it takes a while. Whoever asks for a graph waits for its end, or for the end of the platform. */
async function begin(template: Template, origin: string, { name, index }: { readonly name: number; readonly index: number }): Promise<void> {
  const agent_id = template.cast.agents.Ada
  // Each text is another errand: how often the model was asked for it is held against what ran.
  const text = (what: number) => `errand ${name}${index}${what}: slowly`
  const steps = [1, 2, 3].map((step) => ({ agent_id, action: 'chat', message: text(step) }))
  const tasks = [
    { id: 'a', agent_id, task: text(1) },
    { id: 'b', agent_id, task: text(2) },
    { id: 'c', agent_id, task: text(3), dependencies: ['a'] },
    { id: 'd', agent_id, task: text(4), dependencies: ['b', 'c'] },
  ]
  const [path, body] = index % 2 === 0 ? ['/api/workflows/sequential', { steps }] : ['/api/agents/parallel-execute', { tasks }]
  await template
    .as(origin, 'Uma')
    .call('POST', path, { body })
    .catch(() => undefined)
}

/** What a round has shown: what was wrong, and how long the other took. */
interface Shown {
  readonly faults: readonly string[]
  readonly wentOnMs: number
  readonly endedMs: number
  readonly interrupted: number
}

async function round(trial: Trial, number: number, { bothDie = false } = {}): Promise<Shown> {
  const { template, model, server } = trial
  const site = template.build()
  const leader = { address: server.address, taskQueue: ownQueue() }
  const doomed = await startLed(site, leader)
  const db = new Database(site.path, { readonly: true })
  const name = db.prepare('select id from instance').pluck().get()
  const other = await startLed(site, leader)
  const asked: Promise<void>[] = []
  try {
    for (let index = 0; index < JOBS; index += 1) asked.push(begin(template, (index < JOBS / 2 ? doomed : other).origin, { name: number, index }))
    const statuses = () => db.prepare('select status from coordination order by id').pluck().all() as string[]
    const countOf = (status: string) => db.prepare('select count(*) from execution where status = ?').pluck().get(status) as number
    const itsOwn = () => db.prepare("select count(*) from execution where status = 'running' and instance_id = ?").pluck().get(name) as number
    const running = (await until(() => statuses().length === JOBS && itsOwn() > 0, ENDS_MS)) !== undefined
    doomed.child.kill()
    if (bothDie) other.child.kill()
    await doomed.child.ended
    const wentOn = await until(() => countOf('interrupted') > 0, GOES_ON_MS)
    const ended = await until(() => statuses().every((status) => OVER.includes(status)), bothDie ? PROOF_MS : ENDS_MS)
    const faults = inspect(db, model.asked).map(({ check, text }) => `${check}: ${text}`)
    if (!running) faults.push('nothing was running when one was killed')
    if (wentOn === undefined) faults.push(`the other did not go on within ${GOES_ON_MS / 1_000} s`)
    if (ended === undefined) faults.push(`not every job has ended: ${statuses().join(', ')}`)
    else if (statuses().some((status) => status !== 'completed')) faults.push(`not every job was completed: ${statuses().join(', ')}`)
    return { faults, wentOnMs: wentOn ?? Number.NaN, endedMs: ended ?? Number.NaN, interrupted: countOf('interrupted') }
  } finally {
    other.child.kill()
    await other.child.ended
    await Promise.all(asked)
    db.close()
    site.remove()
  }
}

/** Where both die, nobody goes on and nothing ends: the trial has to see both. */
async function proves(trial: Trial): Promise<boolean> {
  const { faults } = await round(trial, 0, { bothDie: true })
  const found = ['the other did not go on', 'not every job has ended'].every((wanted) => faults.some((fault) => fault.startsWith(wanted)))
  print(found ? 'proved: where both die, it is seen that nobody goes on' : `✗ where both die, the trial sees only: ${faults.join('; ')}`)
  return found
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { rounds: { type: 'string' } } })
  const rounds = Number(values.rounds ?? 3)
  const server = await temporalServer()
  if (server === undefined) {
    print(NO_TEMPORAL)
    return 2
  }
  const model = await startModel()
  const template = await prepareTemplate(model)
  try {
    const trial = { server, model, template }
    let faults = (await proves(trial)) ? 0 : 1
    for (let number = 1; number <= rounds; number += 1) {
      const shown = await round(trial, number)
      for (const fault of shown.faults) print(`✗ round ${number}: ${fault}`)
      faults += shown.faults.length
      const seconds = (ms: number) => (ms / 1_000).toFixed(1)
      print(
        `round ${number}: ${JOBS} jobs, ${shown.interrupted} interrupted; went on after ${seconds(shown.wentOnMs)} s, all ended after ${seconds(shown.endedMs)} s more`,
      )
    }
    return faults === 0 ? 0 : 1
  } finally {
    await template.close()
    await model.close()
    await server.stop()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    print(`✗ the trial itself failed: ${error instanceof Error ? error.stack : error}`)
    process.exit(1)
  },
)

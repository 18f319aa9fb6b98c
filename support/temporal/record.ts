import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils'
import { startModel } from '../trials/instant-model'
import { prepareTemplate, type Site, type Template } from '../trials/site'
import { NO_TEMPORAL, temporalServer } from './dev-server'
import { ownQueue, startLed, until } from './platforms'

// Records the histories that the replay tests play again, from a real platform on a real Temporal: npm run temporal:record.

const FOLDER = resolve(__dirname, '../../app/backplane/temporal/histories')
const PATIENCE_MS = 60_000

interface Recording {
  readonly template: Template
  /** The platform of the moment. */
  readonly origin: () => string
  /** Kills it, and starts another in its place. */
  replace(): Promise<void>
}
interface Job {
  readonly status: string
}

const as = ({ template, origin }: Recording, person: 'Uma' | 'Sam') => template.as(origin(), person)

async function post(recording: Recording, person: 'Uma' | 'Sam', path: string, body?: object): Promise<unknown> {
  const reply = await as(recording, person).call('POST', path, body === undefined ? {} : { body })
  if (reply.status >= 300) throw new Error(`POST ${path} was answered ${reply.status}: ${reply.text}`)
  return reply.json()
}

async function ends(recording: Recording, path: string, wanted: string): Promise<void> {
  let status = ''
  const looks = async () => {
    status = (await as(recording, 'Sam').call('GET', path)).json<Job>().status
    return status === wanted
  }
  if ((await until(looks, PATIENCE_MS)) === undefined) throw new Error(`${path} is ${status}, not ${wanted}`)
}

async function workflow(recording: Recording, hows: readonly string[], agent: 'Ada' | 'Ines' = 'Ada'): Promise<string> {
  const { cast } = recording.template
  const steps = hows.map((how, index) => ({
    agent_id: index === 1 ? cast.agents[agent] : cast.agents.Ada,
    action: index === 1 && agent === 'Ines' ? 'create' : 'chat',
    message: how,
  }))
  return ((await post(recording, 'Uma', '/api/workflows/sequential', { steps })) as { workflow_id: string }).workflow_id
}

/** Each way for a job to go, by the name of its history; answers the job's id. */
const COURSES: Readonly<Record<string, (recording: Recording) => Promise<string>>> = {
  async 'three-steps'(recording) {
    const id = await workflow(recording, ['one', 'two', 'three'])
    await ends(recording, `/api/workflows/${id}`, 'completed')
    return id
  },
  async graph(recording) {
    const agent_id = recording.template.cast.agents.Ada
    const tasks = [
      ...['a', 'b'].map((id) => ({ id, agent_id, task: id })),
      { id: 'c', agent_id, task: 'c', dependencies: ['a'] },
      { id: 'd', agent_id, task: 'd', dependencies: ['b', 'c'] },
    ]
    return ((await post(recording, 'Uma', '/api/agents/parallel-execute', { tasks })) as { coordination_id: string }).coordination_id
  },
  async approval(recording) {
    const id = await workflow(recording, ['one', 'two', 'three'], 'Ines')
    await ends(recording, `/api/workflows/${id}`, 'awaiting_approval')
    const { items } = (await as(recording, 'Sam').call('GET', '/api/proposals?status=pending')).json<{
      items: readonly { id: string; content_hash: string }[]
    }>()
    for (const proposal of items) await post(recording, 'Sam', `/api/proposals/${proposal.id}/approve`, { content_hash: proposal.content_hash })
    await ends(recording, `/api/workflows/${id}`, 'completed')
    return id
  },
  async cancelled(recording) {
    const id = await workflow(recording, ['one', 'slowly', 'three'])
    await post(recording, 'Uma', `/api/workflows/${id}/cancel`)
    await ends(recording, `/api/workflows/${id}`, 'cancelled')
    return id
  },
  async 'dead-worker'(recording) {
    const id = await workflow(recording, ['one', 'slowly', 'three'])
    const path = `/api/workflows/${id}`
    const isRunning = async () => (await as(recording, 'Sam').call('GET', path)).json<{ steps: readonly Job[] }>().steps[1]?.status === 'running'
    if ((await until(isRunning, PATIENCE_MS)) === undefined) throw new Error('the second step does not begin')
    await recording.replace()
    await ends(recording, path, 'completed')
    return id
  },
}

/** Who did a step is told by process and machine: that is nobody's business. */
const anonymous = (history: string): string =>
  history
    .replaceAll(/"identity": "[^"]*"/g, '"identity": "platform"')
    .replaceAll(/"(name|normalName)": "\d+@[^"]*"/g, '"$1": "sticky"')
    .replaceAll(/concord-[\da-f-]{36}/g, 'concord')

async function record(address: string, template: Template, name: string): Promise<void> {
  const course = COURSES[name]
  if (course === undefined) throw new Error(`there is no course ${name}`)
  const site: Site = template.build()
  const taskQueue = ownQueue()
  let platform = await startLed(site, { address, taskQueue })
  const kill = async () => {
    platform.child.kill()
    await platform.child.ended
  }
  const replace = async () => {
    await kill()
    platform = await startLed(site, { address, taskQueue })
  }
  const connection = await Connection.connect({ address })
  try {
    const id = await course({ template, origin: () => platform.origin, replace })
    const handle = new Client({ connection }).workflow.getHandle(id)
    await handle.result()
    const text = anonymous(historyToJSON(await handle.fetchHistory()))
    writeFileSync(join(FOLDER, `${name}.json`), `${text}\n`)
    process.stdout.write(`${name}: ${(JSON.parse(text) as { events: readonly unknown[] }).events.length} events\n`)
  } finally {
    await connection.close()
    await kill()
    site.remove()
  }
}

async function main(): Promise<number> {
  const server = await temporalServer()
  if (server === undefined) {
    process.stderr.write(`${NO_TEMPORAL}\n`)
    return 2
  }
  const model = await startModel()
  const template = await prepareTemplate(model)
  try {
    mkdirSync(FOLDER, { recursive: true })
    for (const name of Object.keys(COURSES)) await record(server.address, template, name)
    return 0
  } finally {
    await template.close()
    await model.close()
    await server.stop()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`The histories could not be recorded: ${error instanceof Error ? error.stack : error}\n`)
    process.exit(1)
  },
)

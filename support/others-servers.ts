import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { startRedis } from './engines/redis-server'
import { eventually } from './eventually'
import { perScenario } from './per-scenario'
import { buildPlatform } from './platform'
import { MissingEngine } from './storage/own-server'
import type { ConcordWorld } from './world'

const MODULES = join(__dirname, '../node_modules')
const PRELOAD = join(__dirname, 'engines/mcp-server-preload.mjs')

/** MCP servers that others wrote, as features call them: the program, and the name of the setting for its file. */
const KEEPERS = {
  'the task manager': { program: '@kazuph/mcp-taskmanager/dist/index.js', file: 'TASK_MANAGER_FILE_PATH' },
  'the task orchestrator': { program: 'task-orchestrator-mcp/bin/index.js', file: 'FILE_PATH' },
} as const
export type KeeperName = keyof typeof KEEPERS
export const KEEPER_NAMES = Object.keys(KEEPERS) as KeeperName[]
const VALUES_IN_A_FILE = join(__dirname, 'engines/values-server.mjs')
const VALUES = '@modelcontextprotocol/server-redis/dist/index.js'

/** How somebody starts a server, the platform or another assistant. */
interface Launch {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

interface Others {
  readonly folder: string
  keeper: { readonly name: KeeperName; readonly launch: Launch } | undefined
  values: Launch | undefined
}

export const othersOf = perScenario((world): Others => {
  world.reach.here('servers that others wrote')
  const folder = mkdtempSync(join(tmpdir(), 'concord-others-'))
  world.afterwards(async () => rmSync(folder, { recursive: true, force: true }))
  return { folder, keeper: undefined, values: undefined }
})

const launchOf = (program: string, args: readonly string[], env: Launch['env'] = {}): Launch => ({
  command: process.execPath,
  args: [program, ...args],
  env,
})
const written = ({ command, args, env }: Launch): string =>
  [...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...[command, ...args].map((word) => `"${word}"`)].join(' ')

/** From now on a server of others keeps the tasks. */
export function keepTasksBy(world: ConcordWorld, name: KeeperName): void {
  const others = othersOf(world)
  const { program, file } = KEEPERS[name]
  const env = { [file]: join(others.folder, 'tasks.json') }
  others.keeper = { name, launch: launchOf(join(MODULES, program), [], env) }
  world.set('CONCORD_BACKPLANE', 'mcp')
  world.set('CONCORD_MCP_TASKS', written({ command: process.execPath, args: [PRELOAD, join(MODULES, program), others.folder], env }))
}

/** How a server of values is started: the real one on a Redis of its own; where there is none, and that is said, one of ours that knows the same four words. */
export async function valuesServer(world: ConcordWorld): Promise<string> {
  const redis = await startRedis().catch((error: unknown) => {
    if (!(error instanceof MissingEngine)) throw error
    world.log(`${error.message}. A server of ours keeps the values in its place.`)
    return undefined
  })
  if (redis !== undefined) world.afterwards(() => redis.stop())
  const { folder } = othersOf(world)
  const values = redis === undefined ? launchOf(VALUES_IN_A_FILE, [join(folder, 'values.json')]) : launchOf(join(MODULES, VALUES), [redis.url])
  othersOf(world).values = values
  return written(values)
}

/** From now on a server of others keeps values. */
export const keepValues = async (world: ConcordWorld): Promise<void> => world.set('CONCORD_MCP_REDIS', await valuesServer(world))

/** Asks a server as another assistant does, in a process of its own, for several things one after the other. */
async function elsewhere<T>({ command, args, env }: Launch, task: (ask: (tool: string, given?: object) => Promise<string>) => Promise<T>): Promise<T> {
  const client = new Client({ name: 'another assistant', version: '1.0.0' })
  await client.connect(new StdioClientTransport({ command, args: [...args], env: { ...env }, stderr: 'ignore' }))
  try {
    return await task(async (tool, given = {}) => {
      const { content } = await client.callTool({ name: tool, arguments: { ...given } })
      const [first] = content as readonly { readonly text?: string }[]
      return first?.text ?? ''
    })
  } finally {
    await client.close()
  }
}

/** A task as the server itself has it. */
export interface KeptTask {
  readonly id: string
  readonly title: string
  readonly done: boolean
}

function keeperOf(world: ConcordWorld): NonNullable<Others['keeper']> {
  const { keeper } = othersOf(world)
  if (keeper === undefined) throw new Error('no server keeps the tasks')
  return keeper
}

/** All tasks as another assistant finds them at the server. */
export async function keptTasks(world: ConcordWorld): Promise<readonly KeptTask[]> {
  const { name, launch } = keeperOf(world)
  if (name === 'the task orchestrator')
    return elsewhere(launch, async (ask) => {
      const { tasks } = JSON.parse(await ask('listTasks')) as { tasks: readonly { id: string; name: string; status: string }[] }
      return tasks.map(({ id, name: title, status }) => ({ id, title: title.replace(/^\w+: /, ''), done: status === 'done' }))
    })
  const file = join(othersOf(world).folder, 'tasks.json')
  const { requests } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{"requests":[]}') as { requests: readonly { tasks: readonly KeptTask[] }[] }
  return requests.flatMap(({ tasks }) => tasks)
}

/** What each of two other assistants is told that there is to be done next. */
export async function nextForTwo(world: ConcordWorld): Promise<readonly string[]> {
  const { name, launch } = keeperOf(world)
  const [open] = (await keptTasks(world)).filter(({ done }) => !done)
  const ask = () =>
    elsewhere(launch, async (say) => {
      if (name === 'the task orchestrator')
        return (JSON.parse(await say('getTask', { id: open?.id })) as { task: { name: string } }).task.name.replace(/^\w+: /, '')
      return (JSON.parse(await say('get_next_task', { requestId: 'req-1' })) as { task: { title: string } }).task.title
    })
  return [await ask(), await ask()]
}

/** Another assistant says that a task is done, at the server itself. */
export async function doneElsewhere(world: ConcordWorld, title: string): Promise<void> {
  const { name, launch } = keeperOf(world)
  const id = (await keptTasks(world)).find((task) => task.title === title)?.id
  await elsewhere(launch, (ask) =>
    name === 'the task orchestrator' ? ask('completeTask', { id, resolution: 'done' }) : ask('mark_task_done', { requestId: 'req-1', taskId: id }),
  )
}

const awayFile = (world: ConcordWorld): string => join(othersOf(world).folder, 'away')

/** The server's process ends at once; `back`: whoever needs it next can start it again. */
export async function endServer(world: ConcordWorld, { back }: { back: boolean }): Promise<void> {
  if (!back) writeFileSync(awayFile(world), '')
  const processes = join(othersOf(world).folder, 'processes')
  const pids = (existsSync(processes) ? readFileSync(processes, 'utf8') : '').trim().split('\n').filter(Boolean).map(Number)
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  await eventually(() => (pids.some(isAlive) ? undefined : true), 'the end of the server')
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Everything that the server kept is lost. */
export const emptyServer = (world: ConcordWorld): void => rmSync(join(othersOf(world).folder, 'tasks.json'), { force: true })

/** What another program reads at the server of values. */
export async function readValue(world: ConcordWorld, key: string): Promise<string> {
  const { values } = othersOf(world)
  if (values === undefined) throw new Error('no server keeps values')
  return elsewhere(values, (ask) => ask('get', { key }))
}

const ACTOR = { kind: 'person', id: 'somebody', by: 'somebody' } as const

/** Two platforms on the same data are given tasks at the same moment, each so many. */
export async function addAtTwo(world: ConcordWorld, queue: string, count: number): Promise<void> {
  const other = buildPlatform({ storage: world.storage, clock: world.clock, env: world.settings, seed: 9, instanceId: 'the other' })
  world.afterwards(async () => void (await other.stop(0)))
  const titles = Array.from({ length: count }, (_, index) => `task ${index + 1}`)
  const addAll = ({ parts }: typeof other) =>
    titles.map((title) => parts.backplane.queues.add({ queue, title, data: null, priority: 0, delayMs: 0, actor: ACTOR }))
  await world.wait(Promise.all([world.platform, other].flatMap(addAll)), 'all tasks to be added')
}

/** What somebody may take for a server that keeps tasks, as CONCORD_MCP_TASKS says it. */
export const NO_SERVERS = {
  'a program that is not there': 'no-such-program',
  'a program that says nothing': 'true',
  'a place where nobody answers': 'http://127.0.0.1:1/mcp',
  'a program that only a shell could make out': '$(date)',
} as const
export type NoServer = keyof typeof NO_SERVERS
export const NO_SERVER_WORDS = Object.keys(NO_SERVERS)

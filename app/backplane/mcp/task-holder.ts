import type { ForeignCall } from './link'

/** What a server that keeps tasks does for us: it knows what is to be done and what is done. Who does it, it does not know. */
export interface TaskHolder {
  /** Where it keeps the task from now on. `mark` is found again in what it keeps. */
  add(call: ForeignCall, task: { readonly queue: string; readonly title: string; readonly mark: string; readonly data: unknown }): Promise<string>
  look(call: ForeignCall, place: string): Promise<Kept>
  /** Throws nothing if it is done already. */
  done(call: ForeignCall, place: string, result: unknown): Promise<void>
}

/** How the server has a task: `gone` if it is not there, or another is in its place. */
export type Kept = { readonly kind: 'open' } | { readonly kind: 'done'; readonly result: unknown } | { readonly kind: 'gone' }

/** The server answered as it never should. */
export class Unreadable extends Error {}

type Told = Readonly<Record<string, unknown>>
const told = (answer: unknown): Told => (typeof answer === 'object' && answer !== null ? (answer as Told) : {})
const textOf = (value: unknown): string => {
  if (typeof value !== 'string') throw new Unreadable('the MCP server answered without what was asked for')
  return value
}
/** What we wrote into a text of the server's, or nothing if somebody else wrote it. */
function written(text: unknown): Told {
  try {
    return told(JSON.parse(String(text)))
  } catch {
    return {}
  }
}

const describe = (mark: string, data: unknown): string => JSON.stringify({ mark, data })
const isOurs = (description: unknown, mark: string): boolean => written(description).mark === mark
const kept = (isDone: boolean, details: unknown): Kept => (isDone ? { kind: 'done', result: written(details).result ?? null } : { kind: 'open' })

/** `@kazuph/mcp-taskmanager`: a request for each queue, and tasks in it. */
const taskManager: TaskHolder = {
  async add(call, { queue, title, mark, data }) {
    const tasks = [{ title, description: describe(mark, data) }]
    const name = `concord ${queue}`
    const requests = told((await call('list_requests', {})).answer).requests as readonly Told[] | undefined
    const request = requests?.find(({ originalRequest }) => originalRequest === name)?.requestId
    const planned = request === undefined ? undefined : told((await call('add_tasks_to_request', { requestId: request, tasks })).answer)
    // A person may have closed the request meanwhile: then there is a new one.
    const made = planned?.status === 'tasks_added' ? planned : told((await call('request_planning', { originalRequest: name, tasks })).answer)
    const [task] = (made.newTasks ?? made.tasks ?? []) as readonly Told[]
    return [textOf(made.requestId ?? request), textOf(task?.id), mark].join(' ')
  },
  async look(call, place) {
    const [, taskId, mark = ''] = place.split(' ')
    const found = told(told((await call('open_task_details', { taskId })).answer).task)
    return isOurs(found.description, mark) ? kept(found.done === true, found.completedDetails) : { kind: 'gone' }
  },
  async done(call, place, result) {
    const [requestId, taskId] = place.split(' ')
    await call('mark_task_done', { requestId, taskId, completedDetails: JSON.stringify({ result }) })
  },
}

/** `task-orchestrator-mcp`: a tree of tasks, each queue's at its root. */
const orchestrator: TaskHolder = {
  async add(call, { queue, title, mark, data }) {
    const { answer } = await call('createTask', { name: `${queue}: ${title}`, description: describe(mark, data), tasks: [] })
    return [textOf(told(told(answer).task).id), mark].join(' ')
  },
  async look(call, place) {
    const [id, mark = ''] = place.split(' ')
    const task = told(told((await call('getTask', { id })).answer).task)
    return isOurs(task.description, mark) ? kept(task.status === 'done', task.resolution) : { kind: 'gone' }
  },
  async done(call, place, result) {
    const [id] = place.split(' ')
    await call('completeTask', { id, resolution: JSON.stringify({ result }) })
  },
}

/** The servers that we can talk to, each by what it has to offer. */
const HOLDERS: readonly { readonly tools: readonly string[]; readonly holder: TaskHolder }[] = [
  { tools: ['request_planning', 'add_tasks_to_request', 'list_requests', 'open_task_details', 'mark_task_done'], holder: taskManager },
  { tools: ['createTask', 'getTask', 'completeTask'], holder: orchestrator },
]

/** Who keeps tasks with these tools; undefined if nobody we know does. Pure. */
export const holderFor = (tools: ReadonlySet<string>): TaskHolder | undefined =>
  HOLDERS.find(({ tools: needed }) => needed.every((tool) => tools.has(tool)))?.holder

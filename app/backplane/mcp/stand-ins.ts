import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'

type Given = Readonly<Record<string, unknown>>
type Tools = Readonly<Record<string, (given: Given) => unknown>>

interface Task {
  readonly id: string
  readonly title: unknown
  readonly description: unknown
  done: boolean
  completedDetails: unknown
}

/** A task manager as others write them: it keeps tasks in lists, gives the first that is not done to whoever asks, and claims nothing. In memory. */
export function standInTasks(): Tools {
  const requests: { readonly requestId: string; readonly originalRequest: unknown; readonly tasks: Task[] }[] = []
  let count = 0
  const made = (tasks: unknown): Task[] =>
    (tasks as readonly Given[]).map(({ title, description }) => {
      count += 1
      return { id: `task-${count}`, title, description, done: false, completedDetails: '' }
    })
  const find = (taskId: unknown) => requests.flatMap(({ tasks }) => tasks).find(({ id }) => id === taskId)
  const requestOf = (given: Given) => requests.find(({ requestId }) => requestId === given.requestId)
  return {
    list_requests: () => ({ requests: requests.map(({ requestId, originalRequest }) => ({ requestId, originalRequest })) }),
    request_planning({ originalRequest, tasks }) {
      const request = { requestId: `req-${requests.length + 1}`, originalRequest, tasks: made(tasks) }
      requests.push(request)
      return { status: 'planned', requestId: request.requestId, tasks: request.tasks }
    },
    add_tasks_to_request(given) {
      const request = requestOf(given)
      if (request === undefined) return { status: 'error' }
      const newTasks = made(given.tasks)
      request.tasks.push(...newTasks)
      return { status: 'tasks_added', newTasks }
    },
    get_next_task: (given) => ({ status: 'next_task', task: requestOf(given)?.tasks.find(({ done }) => !done) }),
    open_task_details: ({ taskId }) => ({ task: find(taskId) }),
    mark_task_done({ taskId, completedDetails }) {
      const task = find(taskId)
      if (task !== undefined) Object.assign(task, { done: true, completedDetails })
      return { status: 'task_marked_done' }
    },
  }
}

/** A keeper of values as others write them, in memory. */
export function standInValues(): Tools {
  const values = new Map<unknown, unknown>()
  return {
    set({ key, value }) {
      values.set(key, value)
      return `Successfully set key: ${key}`
    },
    get: ({ key }) => values.get(key) ?? `Key not found: ${key}`,
    delete({ key }) {
      values.delete(key)
      return `Successfully deleted key: ${key}`
    },
    list: () => [...values.keys()].join('\n'),
  }
}

/** Serves tools in this process, over the protocol; the way to them. */
export async function serveStandIn(name: string, tools: Tools): Promise<Transport> {
  const { Server } = await import('@modelcontextprotocol/sdk/server/index.js')
  const { InMemoryTransport } = await import('@modelcontextprotocol/sdk/inMemory.js')
  const { CallToolRequestSchema, ListToolsRequestSchema } = await import('@modelcontextprotocol/sdk/types.js')
  const server = new Server({ name, version: '0.1.0' }, { capabilities: { tools: {} } })
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: Object.keys(tools).map((tool) => ({ name: tool, inputSchema: { type: 'object' } })) }))
  server.setRequestHandler(CallToolRequestSchema, ({ params }): CallToolResult => {
    const tool = Object.hasOwn(tools, params.name) ? tools[params.name] : undefined
    if (tool === undefined) return { isError: true, content: [{ type: 'text', text: `Unknown tool: ${params.name}` }] }
    const answer = tool(params.arguments ?? {})
    return { content: [{ type: 'text', text: typeof answer === 'string' ? answer : JSON.stringify(answer) }] }
  })
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  await server.connect(theirs)
  return ours
}

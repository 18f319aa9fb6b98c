import type { NewTask, Task } from './coordination'
import type { Conclusion, Pattern } from './pattern'

/** What an agent makes of a task: its answer, or how else the task ends. */
export type Behaviour = (task: Task, prompt: string) => string | Partial<Task>

export interface Played {
  readonly tasks: readonly Task[]
  readonly prompts: readonly string[]
  readonly conclusion: Conclusion
}

const MOST = 1_000

/** Plays a pattern to its end, one task after the other, as an orchestrator would: `next` is asked after every end. For unit tests. */
export function play<Request>(pattern: Pattern<Request>, request: Request, behave: Behaviour): Played {
  const tasks: Task[] = pattern.begin(request).map(pending)
  const prompts: string[] = []
  for (let index = 0; index < tasks.length; index += 1) {
    const task = tasks[index]
    if (task === undefined || tasks.length > MOST) throw new Error(`there are ${tasks.length} tasks`)
    const prompt = pattern.prompt(request, task, tasks)
    prompts.push(prompt)
    const said = behave(task, prompt)
    tasks[index] = { ...task, executionId: `execution-${task.number}`, ...(typeof said === 'string' ? { status: 'completed', response: said } : said) }
    for (const added of pattern.next?.(request, tasks) ?? []) tasks.push(pending(added, tasks.length))
  }
  return { tasks, prompts, conclusion: pattern.conclude(request, tasks) }
}

const pending = (task: NewTask, index: number): Task => ({
  ...{ number: index + 1, name: task.name, role: task.role, round: task.round ?? 1, agentId: task.agentId, action: task.action, message: task.message },
  ...{ after: task.after ?? [], replaces: task.replaces, handoffId: undefined, attempt: 1, status: 'pending' as const, response: undefined, error: undefined },
  ...{ reason: undefined, executionId: undefined, proposalId: undefined, startedAt: undefined, endedAt: undefined },
})

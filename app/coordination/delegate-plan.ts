import { listIn } from './answer'

/** Somebody that work can be given to, as they are called when it is asked for. */
export interface Worker {
  readonly id: string
  readonly name: string
}

/** One part of a task, and who is to do it. */
export interface PlannedPart {
  readonly worker: Worker
  readonly task: string
}

export type Plan = { readonly parts: readonly PlannedPart[] } | { readonly wrong: string }

interface Limits {
  readonly workers: readonly Worker[]
  /** So many parts at most. */
  readonly most: number
}

/**
 * The parts that a coordinator's answer splits a task into: its last list, each entry with a worker (by id or exact name) and a task; or
 * what is wrong with it. Whatever else an entry says is nobody's wish. Pure.
 */
export function readPlan(answer: string, { workers, most }: Limits): Plan {
  const list = listIn(answer)
  if (list === undefined) return { wrong: 'the answer has no list of parts that can be read' }
  if (list.length === 0) return { wrong: 'the list has no parts' }
  if (list.length > most) return { wrong: `the list has ${list.length} parts, ${most} are allowed` }
  const parts = list.map((entry, index) => readPart(entry, `part ${index + 1}`, workers))
  const wrong = parts.find((part) => 'wrong' in part)
  return wrong ?? { parts: parts.filter((part) => 'worker' in part) }
}

function readPart(entry: unknown, called: string, workers: readonly Worker[]): PlannedPart | { readonly wrong: string } {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return { wrong: `${called} is not an entry with a worker and a task` }
  const { worker: named, task } = entry as { readonly worker?: unknown; readonly task?: unknown }
  if (typeof named !== 'string') return { wrong: `${called} names no worker` }
  if (typeof task !== 'string' || task.trim() === '') return { wrong: `${called} has no task` }
  const [worker, ...others] = fitting(named, workers)
  if (worker === undefined) return { wrong: `${called} names "${named}", who is none of the workers` }
  if (others.length > 0) return { wrong: `${called} names "${named}", which is the name of ${others.length + 1} workers` }
  return { worker, task }
}

function fitting(named: string, workers: readonly Worker[]): readonly Worker[] {
  const byId = workers.filter(({ id }) => id === named)
  return byId.length > 0 ? byId : workers.filter(({ name }) => name === named)
}

import { ConcordError } from '../shared/errors'

export class DuplicateTask extends ConcordError {
  readonly code = 'duplicate_task'
}

export class UnknownDependency extends ConcordError {
  readonly code = 'unknown_dependency'
}

/** Tasks that wait for each other. */
export class DependencyCircle extends ConcordError {
  readonly code = 'dependency_circle'
}

export interface Node {
  readonly id: string
  /** It is called as its agent is, for want of an id of its own. */
  readonly isUnnamed?: boolean
  readonly dependencies: readonly string[]
}

/**
 * The numbers, from 1, of what each task depends on, each once. Refuses a graph that could not be run as a whole (INTG-05.8).
 * Throws DuplicateTask, UnknownDependency, DependencyCircle. Pure; takes time in proportion to the graph.
 */
export function resolved(nodes: readonly Node[]): readonly (readonly number[])[] {
  const numbers = numbered(nodes)
  const after = nodes.map(({ dependencies }, index) => {
    const needed = dependencies.map((dependency, place) => {
      const number = numbers.get(dependency)
      if (number !== undefined) return number
      throw new UnknownDependency(`There is no task "${dependency}" to depend on`, { field: `tasks[${index}].dependencies[${place}]` })
    })
    return [...new Set(needed)]
  })
  refuseCircles(nodes, after)
  return after
}

function numbered(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  nodes.forEach((node, index) => {
    const first = nodes[(numbers.get(node.id) ?? 0) - 1]
    if (first !== undefined) throw new DuplicateTask(whyTwice(first, node), { field: `tasks[${index}].id` })
    numbers.set(node.id, index + 1)
  })
  return numbers
}

const whyTwice = (first: Node, second: Node): string =>
  first.isUnnamed && second.isUnnamed ? 'Two tasks of the same agent need ids of their own' : `Two tasks are called "${second.id}"; give each an id of its own`

/** Takes away what depends on nothing that is left (Kahn 1962); what cannot be taken away waits for itself. */
function refuseCircles(nodes: readonly Node[], after: readonly (readonly number[])[]): void {
  const dependents: number[][] = nodes.map(() => [])
  after.forEach((needed, index) => {
    for (const number of needed) dependents[number - 1]?.push(index)
  })
  const missing = after.map(({ length }) => length)
  const free = missing.flatMap((count, index) => (count === 0 ? [index] : []))
  for (const index of free)
    for (const dependent of dependents[index] ?? []) {
      const left = (missing[dependent] ?? 0) - 1
      missing[dependent] = left
      if (left === 0) free.push(dependent)
    }
  if (free.length === nodes.length) return
  const names = circleAmong(nodes, after, new Set(free))
  throw new DependencyCircle(`These tasks wait for each other: ${names.join(' → ')}`, { field: 'tasks', members: { circle: names } })
}

/** One circle among the tasks that are left, from its first task back to it. */
function circleAmong(nodes: readonly Node[], after: readonly (readonly number[])[], free: ReadonlySet<number>): string[] {
  const path: number[] = []
  const seen = new Map<number, number>()
  let index = nodes.findIndex((_node, place) => !free.has(place))
  while (!seen.has(index)) {
    seen.set(index, path.length)
    path.push(index)
    index = (after[index] ?? []).map((number) => number - 1).find((needed) => !free.has(needed)) ?? index
  }
  const circle = path.slice(seen.get(index)).reverse()
  const names = circle.map((place) => nodes[place]?.id ?? '')
  return [...names, names[0] ?? '']
}

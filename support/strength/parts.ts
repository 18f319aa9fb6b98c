/** A part of the platform whose strength is told by itself. */
export interface Part {
  readonly name: string
  readonly holds: (file: string) => boolean
  /** The score that it has to reach, in percent; undefined if it is not judged here. */
  readonly target: number | undefined
}

/** Over all, engine adapters apart, in percent. */
export const TARGET = 90
export const TARGET_OF_LINES = 95
const HIGH = 95

/** Measured on the engines they are for, not here; with them what leads jobs through an engine outside. */
const ADAPTERS = /^app\/(backplane\/(redis|temporal|mcp)\/|store\/postgres\/|coordination\/(leading-outside|turns|task-runs|steps-store)\.ts$)/

export const isAdapter = (file: string): boolean => ADAPTERS.test(file)

const part = (name: string, files: RegExp, target: number | undefined = TARGET): Part => ({ name, holds: (file) => files.test(file), target })

/** Every file of the platform belongs to the first part that holds it. */
export const PARTS: readonly Part[] = [
  { name: 'engine adapters', holds: isAdapter, target: undefined },
  part('proposals', /^app\/(governance|http)\/proposals?[-.]/, HIGH),
  part('governance', /^app\/governance\//, HIGH),
  part('audit', /^app\/(audit\/|http\/audit\.)/, HIGH),
  part('failover and breaker', /^app\/llm\/(breaker|gateway|pursuit|retry|retry-after|classify|failure|deadlines|contact|conclusion)\.ts$/, HIGH),
  part('outbox', /^app\/(integrations\/(agent-send|send|delivery|unknown-send)|http\/send\.)/, HIGH),
  part('leases', /^app\/(backplane\/(embedded\/)?lease|coordination\/resource|http\/resource\.)/, HIGH),
  ...[
    'agents',
    'backplane',
    'cli',
    'coordination',
    'episodes',
    'events',
    'executions',
    'http',
    'integrations',
    'llm',
    'mcp',
    'people',
    'shared',
    'social',
    'store',
  ].map((name) => part(name, new RegExp(`^app/${name}/`))),
  part('starting', /^app\//),
]

export function partOf(file: string): Part {
  const found = PARTS.find(({ holds }) => holds(file))
  if (found === undefined) throw new Error(`${file} belongs to no part`)
  return found
}

/** The files that are meant by the name of a part, a folder or a file of app/. */
export const filesMeant = (word: string, files: readonly string[]): string[] => {
  const path = `app/${word.replace(/^app\//, '').replace(/\/$/, '')}`
  return files.filter((file) => partOf(file).name === word || file === path || file === `${path}.ts` || file.startsWith(`${path}/`))
}

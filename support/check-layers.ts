import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** The order of app/: what stands here imports only itself and what stands before it. */
const ORDER = [
  ...['shared', 'store', 'audit', 'people', 'backplane', 'events', 'agents', 'governance', 'llm', 'integrations', 'executions', 'episodes'],
  ...[
    'coordination',
    'social',
    'forgetting',
    'safekeeping',
    'http',
    'mcp',
    'settings.ts',
    'secret-key-file.ts',
    'secret-key.ts',
    'units.ts',
    'platform',
    'platform.ts',
    'running.ts',
  ],
  ...['serve.ts', 'main.ts', 'cli', 'cli.ts'],
]
const IMPORT =
  /^\s*(?:import|export)\s(?<type>type\s)?[^'"]*?from\s*'(?<from>\.[^']*)'|\b(?:import|require)\('(?<late>\.[^']*)'\)|^\s*import\s*'(?<bare>\.[^']*)'/gm

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

/** What breaks the order of the house, as sentences: an import against the order, across the two halves, or in a circle. */
export function layerFaults(root: string): string[] {
  const files = globSync('{app,steps,support}/**/*.ts', { cwd: root }).filter((file) => !file.startsWith(join('support', 'bench')))
  const imports = files.flatMap((file) => importsOf(root, file))
  const strangers = files.filter((file) => half(file) === 'app' && layer(file) < 0).map((file) => `${file} stands in no folder of the order`)
  return [...strangers, ...imports.flatMap(faultOf), ...circles(imports)]
}

function importsOf(root: string, file: string): Import[] {
  return [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].map(({ groups = {} }) => {
    const target = resolve(root, dirname(file), groups.from ?? groups.late ?? groups.bare ?? '')
    const found = [target, `${target}.ts`, join(target, 'index.ts')].find((path) => path.endsWith('.ts') && existsSync(path)) ?? target
    return { from: file, to: relative(root, found), typeOnly: groups.type !== undefined }
  })
}

const half = (file: string): string => file.split(sep)[0] ?? ''
/** A test stands where what it tests stands. */
const layer = (file: string): number => ORDER.indexOf((file.split(sep)[1] ?? '').replace(/\.test\.ts$/, '.ts'))

function faultOf({ from, to, typeOnly }: Import): string[] {
  const [here, there] = [half(from), half(to)]
  if (here === 'app' && there !== 'app') return [`${from} imports ${to}: the platform knows nothing of its specification`]
  if (here === 'app' && layer(from) >= 0 && layer(to) > layer(from)) return [`${from} imports ${to}, which stands later in the order`]
  if (here === 'steps' && there === 'app' && !typeOnly) return [`${from} imports ${to}: steps go through support and take only types from the platform`]
  return here === 'support' && there === 'steps' ? [`${from} imports ${to}: support knows no steps`] : []
}

/** Each circle once, as the files it goes through. */
function circles(imports: readonly Import[]): string[] {
  const next = Map.groupBy(imports, ({ from }) => from)
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [`${[...path.slice(path.indexOf(file)), file].join(' → ')} is a circle`]
    if (done.has(file)) return []
    const found = (next.get(file) ?? []).flatMap(({ to }) => visit(to, [...path, file]))
    done.add(file)
    return found
  }
  return [...next.keys()].flatMap((file) => visit(file, []))
}

if (require.main === module) {
  const faults = layerFaults(process.cwd())
  process.stdout.write(faults.length === 0 ? 'Every import follows the order of the house.\n' : `${faults.join('\n')}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

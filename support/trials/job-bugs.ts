import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as Jobs from './jobs'

/** A platform that has the bug has another text in one place. */
export interface SourceBug {
  readonly file: string
  readonly from: string
  readonly to: string
  /** What the trial has to say of it. */
  readonly notice: RegExp
  /** It can take many cases. */
  readonly isRare?: boolean
}

const STORE = 'app/coordination/coordination-store.ts'

/** Bugs that the trial must notice before its word counts. */
export const JOB_BUGS: Readonly<Record<string, SourceBug>> = {
  'what runs is woken': {
    ...{ file: 'app/coordination/consequences.ts', from: "if (schedule.placeOf(number) !== 'asleep') return", to: '' },
    notice: /^\d tasks run at once/,
    isRare: true,
  },
  'what changes something is run again by itself': {
    ...{ file: 'app/coordination/consequences.ts', from: 'const HARMLESS = 2', to: 'const HARMLESS = 4' },
    notice: /^task \d+ of complexity \d was begun \d times/,
    isRare: true,
  },
  'one completed task is enough for what needs two': {
    ...{ file: 'app/coordination/schedule.ts', from: 'if (left === 0 &&', to: 'if (left <= 1 &&' },
    notice: /^task \d+ has begun before/,
    isRare: true,
  },
  'nobody looks who leads': {
    ...{ file: STORE, from: "if (row.instance_id !== turn.instanceId) return 'led_elsewhere' as Turned", to: '' },
    notice: /^task \d+ ended \d times, and that was told/,
  },
  'what runs is shown as cancelled before it is': {
    ...{ file: STORE, from: ".where('execution.status', '!=', 'interrupted')", to: ".where('execution.ended_at', 'is not', null)" },
    notice: /^task \d+ is cancelled, and its execution is completed/,
    isRare: true,
  },
  'what waits for a human is not given up with the job': {
    ...{ file: 'app/executions/interventions.ts', from: "const OPEN = ['pending', 'awaiting_approval',", to: "const OPEN = ['pending'," },
    notice: /^the job is \w+, with [1-9]\d* open executions/,
  },
  'a job that is over begins what it had in hand': {
    ...{ file: 'app/executions/wanted.ts', from: '(yield* run(openRun, { run_id, instance_id })).length > 0', to: 'true' },
    notice: /^task \d+ is cancelled, and its execution is completed/,
    isRare: true,
  },
}

const ROOT = join(__dirname, '../..')
/** What knows of what can be changed, and is loaded anew. */
const RELOADED = ['app/coordination/', 'app/executions/', 'app/platform', 'support/trials/'].map((path) => join(ROOT, path))

interface Compiler {
  compile(code: string, file: string): string
}
type Loaded = NodeJS.Module & { _compile(code: string, file: string): unknown }

/** The trial as it is on a platform that has the bug; everybody else keeps what they have. */
function withBug({ file, from, to }: SourceBug): typeof Jobs {
  const { [Symbol.for('ts-node.register.instance')]: compiler } = process as unknown as Readonly<Record<symbol, Compiler | undefined>>
  const usual = require.extensions['.ts']
  if (usual === undefined || compiler === undefined) throw new Error('only ts-node can change a source as it loads it')
  const kept = Object.entries(require.cache).filter(([name]) => RELOADED.some((reloaded) => name.startsWith(reloaded)))
  for (const [name] of kept) delete require.cache[name]
  require.extensions['.ts'] = (module, name) => {
    if (name !== join(ROOT, file)) return usual(module, name)
    const source = readFileSync(name, 'utf8')
    if (source.split(from).length !== 2) throw new Error(`${file} has no such place any more: ${from}`)
    return (module as Loaded)._compile(compiler.compile(source.replace(from, to), name), name)
  }
  try {
    return require('./jobs')
  } finally {
    require.extensions['.ts'] = usual
    for (const [name, module] of kept) require.cache[name] = module
  }
}

/** Whether the trial notices a platform that has the bug, in so many cases. */
export const isNoticed = async (bug: SourceBug, cases: number): Promise<boolean> =>
  (await withBug(bug).interleaveJobs({ cases, notice: bug.notice })) !== undefined

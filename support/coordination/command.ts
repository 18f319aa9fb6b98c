import { parseArgs } from 'node:util'
import { ENGINES } from '../../app/backplane/backplane'
import { type FaultPlan, readFaultPlan } from '../../app/backplane/fault'
import { PATTERNS, type Pattern } from '../../app/backplane/guarantees'

/** `postgres` is the embedded engine on PostgreSQL. */
export const BACKPLANES = [...ENGINES, 'postgres'] as const
export type BackplaneName = (typeof BACKPLANES)[number]

/** What the command line asks for. */
export interface Command {
  readonly patterns: readonly Pattern[]
  readonly backplane: BackplaneName
  /** Stands in for other people's MCP servers. */
  readonly mock: boolean
  readonly seed: number
  readonly parallel: number
  readonly timeoutMs: number
  readonly report: boolean
  readonly verbose: boolean
  readonly failFast: boolean
  readonly faults: FaultPlan | undefined
  /** A file that the measurements are compared with, and one that they are kept in. */
  readonly baseline: string | undefined
  readonly keep: string | undefined
}

/** The command was used wrongly, or cannot be carried out here; the sentence says why. */
export class Misuse extends Error {
  override readonly name = 'Misuse'
}

export const USAGE = `npm run coordination -- [options]

  --pattern NAME     ${PATTERNS.join(', ')} or all (all)
  --backplane NAME   ${BACKPLANES.join(', ')} (embedded)
  --mock             stand-ins in place of other people's MCP servers (also USE_MOCK_MCP=true)
  --seed N           what chance is made of: the order of the scenarios, the injected failures (42)
  --parallel N       scenarios at once (5)
  --timeout SECONDS  how long one scenario may take (30)
  --faults LIST      inject failures: error=0.1,delay=0.2,delay_ms=50,timeout=0.05,drop=0.05
  --report           also write reports/coordination/index.html
  --keep FILE        keep the measurements in a file
  --baseline FILE    compare with measurements that were kept
  --verbose          tell each measurement, each injected failure, and the log of what broke
  --fail-fast        begin nothing more once a promise is broken

Exit code: 0 every promise kept, 1 a promise broken, 2 misuse or an engine that is not there, 130 interrupted.
`

const OPTIONS = {
  pattern: { type: 'string', multiple: true },
  backplane: { type: 'string' },
  mock: { type: 'boolean' },
  seed: { type: 'string' },
  parallel: { type: 'string' },
  timeout: { type: 'string' },
  faults: { type: 'string' },
  report: { type: 'boolean' },
  keep: { type: 'string' },
  baseline: { type: 'string' },
  verbose: { type: 'boolean' },
  'fail-fast': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** Reads the arguments; undefined: only the usage is asked for. Throws Misuse, which names the option. */
export function commandFrom(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Command | undefined {
  const values = parsed(args)
  if (values.help) return undefined
  const seed = whole('--seed', values.seed, { usual: 42, from: 0, to: Number.MAX_SAFE_INTEGER })
  return {
    patterns: patternsOf(values.pattern ?? ['all']),
    backplane: oneOf('--backplane', values.backplane ?? 'embedded', BACKPLANES),
    mock: values.mock ?? env.USE_MOCK_MCP === 'true',
    seed,
    parallel: whole('--parallel', values.parallel, { usual: 5, from: 1, to: 100 }),
    timeoutMs: whole('--timeout', values.timeout, { usual: 30, from: 1, to: 3_600 }) * 1_000,
    report: values.report ?? false,
    verbose: values.verbose ?? false,
    failFast: values['fail-fast'] ?? false,
    faults: faultsOf(values.faults, seed, env),
    baseline: values.baseline,
    keep: values.keep,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

function patternsOf(names: readonly string[]): readonly Pattern[] {
  const wanted = names.flatMap((name) => name.split(',')).map((name) => name.trim())
  const chosen = wanted.filter((name) => name !== '')
  if (chosen.length === 0) throw new Misuse('--pattern selects nothing')
  for (const name of chosen) if (name !== 'all') oneOf('--pattern', name, PATTERNS)
  return PATTERNS.filter((name) => chosen.includes('all') || chosen.includes(name))
}

function oneOf<Name extends string>(option: string, given: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === given)
  if (found === undefined) throw new Misuse(`${option} knows ${names.join(', ')}${option === '--pattern' ? ' and all' : ''}, not ${JSON.stringify(given)}`)
  return found
}

interface Bounds {
  readonly usual: number
  readonly from: number
  readonly to: number
}

function whole(option: string, text: string | undefined, { usual, from, to }: Bounds): number {
  const value = text === undefined ? usual : Number(/^\d{1,16}$/.test(text) ? text : Number.NaN)
  if (!(value >= from && value <= to)) throw new Misuse(`${option} must be a whole number from ${from} to ${to}, not ${JSON.stringify(text)}`)
  return value
}

function faultsOf(text: string | undefined, seed: number, env: Readonly<Record<string, string | undefined>>): FaultPlan | undefined {
  if (text === undefined) return undefined
  if (env.NODE_ENV === 'production') throw new Misuse('--faults is not possible in production mode (NODE_ENV=production)')
  if (/\bseed=/.test(text)) throw new Misuse('--faults takes its seed from --seed')
  const plan = readFaultPlan(text, seed)
  if (typeof plan === 'string') throw new Misuse(`--faults ${plan}`)
  return plan
}

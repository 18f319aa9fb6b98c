import { GUARANTEES } from '../../app/backplane/guarantees'
import type { Environment } from '../../app/settings'
import { messageOf } from '../../app/shared/errors'
import { compared, keepBaseline, readBaseline, refuseUnwritable } from './baseline'
import { type Command, commandFrom, Misuse, USAGE } from './command'
import { judged } from './deviations'
import { plotted, summarize } from './measurements'
import { writeReport } from './page'
import { barrier } from './patterns/barrier'
import { circuitBreaker } from './patterns/circuit-breaker'
import { pubsub } from './patterns/pubsub'
import { requestReply } from './patterns/request-reply'
import { scatterGather } from './patterns/scatter-gather'
import { taskQueue } from './patterns/task-queue'
import { type Played, play } from './runner'
import { type Around, ENGINE_OF, type OpenStage, openStage } from './stage'
import { faultLines, measurementTable, verdictLines } from './table'

const KEPT = 0
const BROKEN = 1
const MISUSED = 2
/** As shells say of what was ended by an interrupt. */
const INTERRUPTED = 130
const SCENARIOS = [...pubsub, ...taskQueue, ...requestReply, ...scatterGather, ...barrier, ...circuitBreaker]

/** Where the run tells what it saw. */
export interface Surroundings extends Around {
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
  /** Aborted when nothing more is wanted: the run is ended, and leaves nothing behind. */
  readonly interrupted?: AbortSignal | undefined
}

/** Does what the arguments ask for; the exit code, as the usage tells it. */
export async function coordinate(args: readonly string[], env: Environment, { print, complain, interrupted, ...around }: Surroundings): Promise<number> {
  try {
    const command = commandFrom(args, env)
    if (command === undefined) {
      print(USAGE)
      return KEPT
    }
    return await run(command, env, { print, around, interrupted })
  } catch (error) {
    if (interrupted?.aborted) {
      complain('Interrupted')
      return INTERRUPTED
    }
    if (!(error instanceof Misuse)) throw error
    complain(messageOf(error))
    return MISUSED
  }
}

interface Inner {
  readonly print: Surroundings['print']
  readonly around: Around
  readonly interrupted: AbortSignal | undefined
}

async function run(command: Command, env: Environment, { print, around, interrupted }: Inner): Promise<number> {
  const baseline = command.baseline === undefined ? undefined : readBaseline(command.baseline)
  if (command.keep !== undefined) refuseUnwritable(command.keep)
  const scenarios = SCENARIOS.filter(({ pattern }) => command.patterns.includes(pattern))
  const stage = await openStage(command, env, around)
  const standIns = command.mock && command.backplane === 'mcp' ? ' with STAND-INS in place of MCP servers' : ''
  print(`${scenarios.length} scenarios on ${command.backplane}${standIns}, seed ${command.seed}, ${command.parallel} at once`)
  const ended = await Promise.race([play(scenarios, stage, command), whenAborted(interrupted)]).finally(stage.close)
  const deviations = around.deviations ?? GUARANTEES[ENGINE_OF[command.backplane]]?.deviations ?? []
  const played = { ...ended, verdicts: judged(ended.verdicts, deviations) }
  const summaries = summarize(played.samples, played.elapsedMs)
  print(`\n${verdictLines(played.verdicts)}\n\n${measurementTable(summaries)}`)
  tellFaults(command, stage, print)
  if (baseline !== undefined) print(`\n${compared(summaries, baseline)}`)
  if (command.keep !== undefined) keepBaseline(command.keep, { backplane: command.backplane, summaries })
  if (command.report)
    print(
      `\nThe report: ${writeReport({ backplane: command.backplane, seed: command.seed, verdicts: played.verdicts, summaries, plotted: plotted(played.samples) })}`,
    )
  return conclude(command, { played, stage, print })
}

const whenAborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const give = () => reject(signal?.reason)
    if (signal?.aborted) give()
    else signal?.addEventListener('abort', give, { once: true })
  })

function tellFaults({ faults, verbose }: Command, { injected }: OpenStage, print: Surroundings['print']): void {
  if (faults === undefined) return
  print(`\n${injected.length} failures were injected`)
  if (verbose) print(faultLines(injected))
}

interface Ended {
  readonly played: Played
  readonly stage: OpenStage
  readonly print: Surroundings['print']
}

function conclude(command: Command, { played: { verdicts, elapsedMs }, stage: { logged }, print }: Ended): number {
  const count = (kind: string) => verdicts.filter(({ outcome }) => outcome.kind === kind).length
  const broken = count('broken')
  if (broken > 0 && command.verbose) print(`\nThe log of the platform:\n${logged.join('')}`)
  if (broken > 0) print(`\nAgain: npm run coordination -- ${again(command)}`)
  const others = (['deviated', 'begun to hold', 'not run'] as const).filter((kind) => count(kind) > 0).map((kind) => `, ${count(kind)} ${kind}`)
  print(`\n${count('kept')} kept, ${broken} broken${others.join('')} (${(elapsedMs / 1_000).toFixed(1)} s)`)
  return broken + count('begun to hold') === 0 ? KEPT : BROKEN
}

/** The options that repeat a run. */
function again({ patterns, backplane, seed, parallel, timeoutMs, faults, mock }: Command): string {
  const chance =
    faults &&
    Object.entries({ ...faults.probability, delay_ms: faults.delayMs })
      .map(([name, value]) => `${name}=${value}`)
      .join()
  const options = [
    `--pattern ${patterns.join()}`,
    `--backplane ${backplane}`,
    `--seed ${seed}`,
    `--parallel ${parallel}`,
    `--timeout ${timeoutMs / 1_000}`,
    ...(mock ? ['--mock'] : []),
  ]
  return [...options, ...(chance === undefined ? [] : [`--faults ${chance}`])].join(' ')
}

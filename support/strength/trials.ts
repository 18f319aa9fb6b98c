import type { Coverage } from './coverage'
import { createWorker, Lost, type Worker } from './crew'
import type { Example } from './examples'
import type { Mutant } from './mutants'
import type { Relevance } from './relevance'
import type { Result, Results } from './results'
import type { Caught, Moment, Said } from './talk'

/** How hard a run tries, and until when. */
export interface Effort {
  /** So many examples at most are tried on one mutant. */
  readonly tries: number
  /** On the machine's clock, in milliseconds; what has not been tried by then is left for another run. */
  readonly until: number
  readonly drawn: boolean
  /** Whether those that survived are tried again with examples that did not notice them before. */
  readonly again: boolean
}

export interface Parts {
  /** A sandbox for each worker. */
  readonly folders: readonly string[]
  readonly coverage: Coverage
  readonly relevance: Relevance
  readonly results: Results
  readonly told: (done: number, of: number) => void
}

/** Mutants that modules are loaded with come last in each of these, so that modules are seldom loaded anew. */
const BLOCK = 120
const KEEP_EVERY = 25

/** Tries mutants on several workers. Returns how many were left because time was up. */
export async function tryMutants(mutants: readonly Mutant[], parts: Parts, effort: Effort): Promise<number> {
  const { coverage, results } = parts
  const loading = new Map([...new Set(mutants.map(({ file }) => file))].map((file) => [file, coverage.atLoading(file)]))
  const atLoading = ({ file, index }: Mutant) => loading.get(file)?.has(index) ?? false
  const queue = chunks(mutants, BLOCK).flatMap((block) => block.toSorted((one, other) => Number(atLoading(one)) - Number(atLoading(other))))
  let done = 0
  const work = async (folder: string) => {
    const worker = createWorker(folder)
    try {
      for (let mutant = queue.shift(); mutant !== undefined && Date.now() < effort.until; mutant = queue.shift()) {
        results.take(mutant, await judge(mutant, { ...parts, worker, atLoading: atLoading(mutant) }, effort))
        done += 1
        parts.told(done, mutants.length)
        if (done % KEEP_EVERY === 0) results.keep()
      }
    } finally {
      worker.end()
    }
  }
  await Promise.all(parts.folders.map(work))
  results.keep()
  return mutants.length - done
}

interface Bench extends Parts {
  readonly worker: Worker
  /** Whether the mutant is gone through while modules are loaded. */
  readonly atLoading: boolean
  readonly moment: Moment
}

const LOADING = 'loading'

async function judge(mutant: Mutant, bench: Omit<Bench, 'moment'>, effort: Effort): Promise<Result> {
  const { relevance, coverage, results } = bench
  const { examples, covering } = relevance.of(mutant)
  const before = results.of(mutant)
  const known = new Set(effort.again ? [] : (before?.tried ?? []))
  const first = affordable(examples.slice(0, effort.tries), coverage)
  const chosen = first.filter(({ hash }) => !known.has(hash))
  const alive = covering > 0 || bench.atLoading || coverage.before(mutant.file).has(mutant.index)
  const base = { drawn: effort.drawn || (before?.drawn ?? false), covering }
  if (!alive || first.length === 0) return { ...base, status: 'uncovered', tried: [] }
  const untouched = first.filter(({ hash }) => known.has(hash)).map(({ hash }) => hash)
  const latest: Moment = coverage.before(mutant.file).has(mutant.index) ? 'house' : 'later'
  // The latest moment first, which is quicker; what modules were loaded with shows only after they are loaded anew.
  const moments: readonly Moment[] = bench.atLoading ? (covering > 0 ? [latest, LOADING] : [LOADING]) : [latest]
  for (const moment of moments) {
    const { caught, tried } = chosen.length === 0 ? { caught: undefined, tried: [] } : await attempt(mutant, { ...bench, moment }, chosen)
    if (caught !== undefined) {
      const by = chosen.find(({ id }) => id === caught.by)
      if (by !== undefined) relevance.noticed(mutant, by)
      const before = tried.filter((id) => id !== caught.by)
      return {
        ...base,
        status: 'caught',
        atLoading: moment === LOADING,
        tried: hashesOf(before, chosen),
        by: by?.hash ?? '',
        message: firstLine(caught.message),
      }
    }
  }
  return { ...base, status: 'survived', atLoading: bench.atLoading, tried: [...untouched, ...chosen.map(({ hash }) => hash)] }
}

/** On one mutant so much is spent at most, as examples usually take; a few are always tried. */
const MOST_MS = 30_000
const FEW = 4

function affordable(examples: readonly Example[], coverage: Coverage): Example[] {
  let spent = 0
  return examples.filter((example, i) => {
    spent += coverage.of(example)?.ms ?? 0
    return i < FEW || spent <= MOST_MS
  })
}

interface Attempt {
  readonly caught: Caught | undefined
  readonly tried: readonly string[]
}

/** Waiting in vain is a way to notice, unless the example waits in vain without the mutant too: then the machine was busy. */
const WAITED = /Still waiting after|timed out|there still was not|nothing was heard/

async function attempt(mutant: Mutant, bench: Bench, chosen: readonly Example[]): Promise<Attempt> {
  const first = await attemptOnce(mutant.id, mutant, bench, chosen)
  const by = chosen.findIndex(({ id }) => id === first.caught?.by)
  if (first.caught === undefined || by < 0 || !(first.caught.doubtful || WAITED.test(first.caught.message))) return first
  const control = await attemptOnce('', mutant, { ...bench, moment: 'house' }, chosen.slice(by, by + 1))
  if (control.caught === undefined) return first
  const rest = chosen.slice(by + 1)
  const further = rest.length === 0 ? { caught: undefined, tried: [] } : await attempt(mutant, bench, rest)
  return { caught: further.caught, tried: [...first.tried, ...further.tried] }
}

async function attemptOnce(id: string, mutant: Mutant, { worker, coverage, moment }: Bench, chosen: readonly Example[]): Promise<Attempt> {
  const usual = new Map(chosen.map((example) => [example.id, coverage.of(example)?.ms ?? 0]))
  const patience = (example: string) => PATIENCE_MS + 10 * (usual.get(example) ?? 0)
  const hitLimit = Math.max(LEAST_LIMIT, 100 * coverage.most(mutant.file, mutant.index))
  const begun: string[] = []
  let answer: (Said & { kind: 'tried' }) | undefined
  const heard = (said: Said) => {
    if (said.kind === 'begins') begun.push(said.example)
    if (said.kind === 'tried') answer = said
  }
  try {
    await worker.ask({ kind: 'try', mutant: id, moment, hitLimit, examples: chosen.map((example) => example.id) }, patience, heard)
    // What stands half, where the house could not be built or left, would fail everything that comes after.
    if (answer?.caught !== undefined && answer.caught.by === undefined) worker.end()
    return { caught: answer?.caught, tried: answer?.tried ?? begun }
  } catch (error) {
    if (!(error instanceof Lost)) throw error
    return { caught: { by: error.example, message: error.message, doubtful: false }, tried: begun }
  }
}

/** A step ends sooner, so that only what never lets go is given up. */
const PATIENCE_MS = 12_000
const LEAST_LIMIT = 10_000

const hashesOf = (ids: readonly string[], examples: readonly Example[]): string[] => examples.filter(({ id }) => ids.includes(id)).map(({ hash }) => hash)
const LONGEST_MESSAGE = 200
const firstLine = (message: string): string => (message.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, LONGEST_MESSAGE)

export function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}

/** Finds out which mutants the examples go through that it is not known of. */
export async function takeCoverage(
  examples: readonly Example[],
  { folders, coverage, told, lost }: Pick<Parts, 'folders' | 'coverage' | 'told'> & { readonly lost: (why: string) => void },
): Promise<void> {
  const missing = coverage.missing(examples)
  const byId = new Map(missing.map((example) => [example.id, example]))
  const queue = chunks(missing, 40)
  let done = 0
  const work = async (folder: string) => {
    const worker = createWorker(folder)
    try {
      for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
        const left = new Set(chunk.map(({ id }) => id))
        const heard = (said: Said) => {
          if (said.kind === 'besides') coverage.besides(said)
          if (said.kind !== 'covered') return
          left.delete(said.example)
          const example = byId.get(said.example)
          if (example !== undefined) coverage.take(example, said)
          done += 1
          told(done, missing.length)
        }
        const ids = chunk.map(({ id }) => id)
        await worker
          .ask({ kind: 'cover', examples: ids }, () => 300_000, heard)
          .catch((error) => {
            if (!(error instanceof Lost)) throw error
            lost(error.message)
            const rest = chunk.filter(({ id }) => left.has(id) && id !== error.example)
            if (error.example !== undefined && rest.length > 0) queue.push(rest)
          })
        coverage.keep()
      }
    } finally {
      worker.end()
    }
  }
  await Promise.all(folders.map(work))
}

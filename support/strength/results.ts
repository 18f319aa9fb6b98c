import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { keyOf, type Mutant, type Mutated } from './mutants'

/** What became of one mutant. `uncovered`: no example goes through it. */
export interface Result {
  readonly status: 'caught' | 'survived' | 'uncovered'
  /** Whether it was drawn by chance; otherwise its whole file was asked for. */
  readonly drawn: boolean
  /** Active from the loading of modules on. */
  readonly atLoading?: boolean
  /** How many examples go through it. */
  readonly covering: number
  /** Hashes of the examples that were tried without noticing it. */
  readonly tried: readonly string[]
  /** What noticed it: the example's hash; empty if the platform did not even start. */
  readonly by?: string
  /** What was noticed. */
  readonly message?: string
}

interface Kept {
  readonly hash: string
  readonly mutants: Record<string, Result>
}

/** Results of all runs so far, each as long as its file is the same: parts add up. */
export interface Results {
  of(mutant: Mutant): Result | undefined
  take(mutant: Mutant, result: Result): void
  keep(): void
  /** Whether steps or their tools are others than when results were last added: whoever survived then may be noticed now. */
  readonly stepsChanged: boolean
}

interface Stored {
  readonly version: number
  readonly steps: string
  readonly files: Record<string, Kept>
}

const VERSION = 1

export function createResults(path: string, files: readonly Mutated[], steps: string): Results {
  const stored = read(path)
  const kept: Record<string, Kept> = Object.fromEntries(
    files.map(({ file, hash }) => [file, stored.files[file]?.hash === hash ? stored.files[file] : { hash, mutants: {} }]),
  )
  return {
    of: (mutant) => kept[mutant.file]?.mutants[keyOf(mutant)],
    take(mutant, result) {
      const file = kept[mutant.file]
      if (file !== undefined) file.mutants[keyOf(mutant)] = result
    },
    keep() {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, JSON.stringify({ version: VERSION, steps, files: kept } satisfies Stored))
      renameSync(`${path}.new`, path)
    },
    stepsChanged: stored.steps !== steps,
  }
}

function read(path: string): Stored {
  const nothing: Stored = { version: VERSION, steps: '', files: {} }
  if (!existsSync(path)) return nothing
  const stored: Stored = JSON.parse(readFileSync(path, 'utf8'))
  return stored.version === VERSION ? stored : nothing
}

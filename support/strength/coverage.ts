import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Example } from './examples'
import type { Mutated } from './mutants'
import type { Hits, Said } from './talk'

/** What one example goes through, by file: places of mutants among those of their file. */
interface Gone {
  readonly passed: boolean
  readonly message: string
  readonly ms: number
  readonly through: Readonly<Record<string, Uint32Array>>
}

interface Kept {
  /** Hashes of the files that all this is about. */
  readonly files: Record<string, string>
  /** By the hash of the example. */
  readonly examples: Record<string, Gone>
  /** What is gone through while modules are loaded, and before every example. */
  readonly loading: Record<string, Uint32Array>
  readonly house: Record<string, Uint32Array>
  /** How often a mutant is gone through in one example, at most. */
  readonly most: Record<string, Uint32Array>
}

const VERSION = 1

/** Which examples go through which mutants; kept, and taken again only for examples that changed or whose way did. */
export interface Coverage {
  /** Examples of which it is not known, and those that failed when it was taken. */
  missing(examples: readonly Example[]): Example[]
  take(example: Example, said: Said & { kind: 'covered' }): void
  besides(said: Said & { kind: 'besides' }): void
  keep(): void
  of(example: Example): Gone | undefined
  /** The mutants of a file that are gone through while modules are loaded, and before every example. */
  atLoading(file: string): ReadonlySet<number>
  before(file: string): ReadonlySet<number>
  most(file: string, index: number): number
}

export function createCoverage(path: string, files: readonly Mutated[]): Coverage {
  const kept = stillTrue(read(path), files)
  const all = files.flatMap(({ mutants }) => mutants)
  const places = new Map(all.map(({ id, file, index }) => [Number(id), { file, index }]))
  const byFile = (hits: Hits): Record<string, Uint32Array> => {
    const found = Map.groupBy(
      [...hits.ids].flatMap((id) => places.get(id) ?? []),
      ({ file }) => file,
    )
    return Object.fromEntries([...found].map(([file, some]) => [file, Uint32Array.from(some, ({ index }) => index)]))
  }
  const sizes = new Map(files.map(({ file, mutants }) => [file, mutants.length]))
  const count = (hits: Hits) => {
    hits.ids.forEach((id, i) => {
      const { file, index } = places.get(id) ?? { file: '', index: 0 }
      const most = kept.most[file] ?? new Uint32Array(sizes.get(file) ?? 0)
      kept.most[file] = most
      most[index] = Math.max(most[index] ?? 0, hits.counts[i] ?? 0)
    })
  }
  const merge = (known: Record<string, Uint32Array>, hits: Hits) => {
    for (const [file, indexes] of Object.entries(byFile(hits))) known[file] = Uint32Array.from(new Set([...(known[file] ?? []), ...indexes]))
  }
  return {
    missing: (examples) => examples.filter(({ hash }) => kept.examples[hash]?.passed !== true),
    take({ hash }, { passed, message, ms, hits }) {
      count(hits)
      kept.examples[hash] = { passed, message, ms, through: byFile(hits) }
    },
    besides({ loading, house }) {
      merge(kept.loading, loading)
      merge(kept.house, house)
      count(house)
    },
    keep() {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, gzipSync(serialize({ version: VERSION, kept }), { level: 1 }))
      renameSync(`${path}.new`, path)
    },
    of: ({ hash }) => kept.examples[hash],
    atLoading: (file) => new Set(kept.loading[file]),
    before: (file) => new Set(kept.house[file]),
    most: (file, index) => kept.most[file]?.[index] ?? 0,
  }
}

function read(path: string): Kept {
  const nothing: Kept = { files: {}, examples: {}, loading: {}, house: {}, most: {} }
  if (!existsSync(path)) return nothing
  const { version, kept }: { version: number; kept: Kept } = deserialize(gunzipSync(readFileSync(path)))
  return version === VERSION ? kept : nothing
}

/** Without what was found out about files that have changed, and about examples whose way led through them. */
function stillTrue(known: Kept, files: readonly Mutated[]): Kept {
  const changed = new Set(files.filter(({ file, hash }) => known.files[file] !== hash).map(({ file }) => file))
  const same = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).filter(([file]) => !changed.has(file)))
  const untouched = ({ through }: Gone) => !Object.keys(through).some((file) => changed.has(file))
  return {
    files: Object.fromEntries(files.map(({ file, hash }) => [file, hash])),
    examples: Object.fromEntries(Object.entries(known.examples).filter(([, gone]) => untouched(gone))),
    loading: same(known.loading),
    house: same(known.house),
    most: same(known.most),
  }
}

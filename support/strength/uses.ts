import { dirname, join } from 'node:path'

/** A line of a file, counted from 1. */
export interface Place {
  readonly file: string
  readonly line: number
}

/** Where something is used that a module is loaded with, and what is made with it. */
export type Uses = (place: Place) => readonly Place[]

interface Source {
  readonly lines: readonly string[]
  /** What is declared at the top, in order, each from its line to that of the next. */
  readonly declared: readonly { readonly name: string; readonly line: number; readonly isFunction: boolean }[]
  /** By the name that it goes by here: where it comes from, and how it is called there; `*` for all of it. */
  readonly imported: ReadonlyMap<string, { readonly file: string; readonly name: string }>
}

const DECLARED = /^(?:export )?(?:(?:async )?(function)\*? |const |let |class )(\w+)/
const IMPORTED = /^import (?:type )?(?:\{([^}]*)\}|\* as (\w+)) from '(\.[^']*)'/gm
/** What is made of what is made of it, and no further. */
const DEPTH = 4

/** Reads the sources of these files once. By the shape of their lines, as the formatter leaves them: declarations of a module begin a line. */
export function createUses(files: readonly string[], sourceOf: (file: string) => string): Uses {
  const sources = new Map(files.map((file) => [file, read(file, sourceOf(file))]))
  const declarationAt = ({ file, line }: Place) => sources.get(file)?.declared.findLast((each) => each.line <= line)
  /** What something of a file is called in another, or there itself; undefined where it is not known. */
  const calledIn = (file: string, { of, name }: { readonly of: string; readonly name: string }): string | undefined => {
    if (file === of) return name
    const [word, from] = [...(sources.get(file)?.imported ?? [])].find(([, each]) => each.file === of && [name, '*'].includes(each.name)) ?? []
    return from?.name === '*' ? `${word}.${name}` : word
  }
  const usesOf = (of: string, name: string): Place[] =>
    [...sources].flatMap(([file, { lines, declared }]) => {
      const word = calledIn(file, { of, name })
      if (word === undefined) return []
      const used = new RegExp(`(?:^|\\.{3}|[^\\w.'])${word.replace('.', '\\.')}(?!\\w)`)
      const first = declared[0]?.line ?? 0
      return lines.flatMap((text, index) => (index + 1 >= first && used.test(text) ? [{ file, line: index + 1 }] : []))
    })
  return (place) => {
    const seen = new Set<string>()
    const places: Place[] = []
    const follow = (from: Place, depth: number): void => {
      const declaration = declarationAt(from)
      const key = `${from.file} ${declaration?.name}`
      if (declaration === undefined || seen.has(key) || depth > DEPTH) return
      seen.add(key)
      for (const use of usesOf(from.file, declaration.name)) {
        const within = declarationAt(use)
        if (use.file === from.file && within?.line === declaration.line) continue
        places.push(use)
        if (within?.isFunction === false) follow(use, depth + 1)
      }
    }
    follow(place, 1)
    return places
  }
}

function read(file: string, source: string): Source {
  const lines = source.split('\n')
  const declared = lines.flatMap((text, index) => {
    const [, isFunction, name] = DECLARED.exec(text) ?? []
    return name === undefined ? [] : [{ name, line: index + 1, isFunction: isFunction !== undefined }]
  })
  const imported = new Map<string, { file: string; name: string }>()
  for (const [, names = '', all, from = ''] of source.matchAll(IMPORTED)) {
    const target = `${join(dirname(file), from)}.ts`
    if (all !== undefined) imported.set(all, { file: target, name: '*' })
    for (const part of names.split(',')) {
      const [name = '', as = name] = part
        .replace(/^\s*type /, '')
        .trim()
        .split(' as ')
      if (name !== '') imported.set(as, { file: target, name })
    }
  }
  return { lines, declared, imported }
}

import { PARTS, partOf } from './parts'

/** The lines of a file with code on them, and those that no example went through, as `12` or `14-17`. */
export interface LinesOfFile {
  readonly file: string
  readonly lines: number
  readonly covered: number
  readonly uncovered: readonly string[]
}

export interface LinesOfPart {
  readonly name: string
  readonly lines: number
  readonly covered: number
}

/** By part, in their order. */
export const linesByPart = (files: readonly LinesOfFile[]): LinesOfPart[] =>
  PARTS.map((part) => {
    const own = files.filter(({ file }) => partOf(file) === part)
    const sum = (of: (file: LinesOfFile) => number) => own.reduce((total, file) => total + of(file), 0)
    return { name: part.name, lines: sum(({ lines }) => lines), covered: sum(({ covered }) => covered) }
  })

import { styleText } from 'node:util'
import { fitted } from '../shared/fitted'
import { widthOf } from '../shared/width'

/** Where the command writes: its answer, and what is said about it. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** How wide the answer may be; undefined if it is read by a program. */
  readonly columns: number | undefined
  /** Bold, where a person reads it who wants to see that. */
  readonly strong: (text: string) => string
}

/** The terminal of a process. Nothing is set off where it is none, or NO_COLOR says so (no-color.org). */
export const terminalOf = (process: Pick<NodeJS.Process, 'stdout' | 'stderr'>): Terminal => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  strong: (text) => (process.stdout.isTTY ? styleText('bold', text, { stream: process.stdout }) : text),
})

/** Without what would move the cursor, colour or reorder what stands around it: answers and names are written by others. */
export const harmless = (text: string): string => text.replaceAll(/[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n\t]/gu, '')

/** The answer as it goes out: as it is to a program, harmless to a terminal. */
export const shown = (text: string, { columns }: Pick<Terminal, 'columns'>): string => (columns === undefined ? text : harmless(text))

const GAP = '  '
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Rows under headings, aligned; the last column is cut where the terminal ends. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[], terminal: Pick<Terminal, 'columns' | 'strong'>): string {
  const cells = [headings, ...rows].map((row) => row.map((cell) => harmless(cell).replaceAll(/\s+/g, ' ')))
  const widths = headings.map((_heading, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))))
  const [head = '', ...lines] = cells.map((row) => {
    const line = row.map((cell, column) => (column === row.length - 1 ? cell : padded(cell, widths[column] ?? 0))).join(GAP)
    return terminal.columns === undefined ? line : fitted(line, terminal.columns)
  })
  return [terminal.strong(head), ...lines].map((line) => `${line}\n`).join('')
}

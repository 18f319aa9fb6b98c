import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { CoverageReport } from 'monocart-coverage-reports'
import type { LinesOfFile } from './lines-by-part'
import { platformFiles } from './platform-files'

/** Runs the whole specification once and counts the lines of the platform that it goes through, in this process and in those that it starts. */
export async function countLines(reports: string): Promise<LinesOfFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-lines-'))
  try {
    await runSpecification(join(folder, 'v8'), join(folder, 'reports'))
    const lines = await linesIn(join(folder, 'v8'), join(folder, 'report'))
    writeFileSync(placeOf(reports), JSON.stringify(lines))
    return lines
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const placeOf = (reports: string): string => join(reports, 'lines.json')

/** What was counted last; undefined if never. */
export const lastLines = (reports: string): LinesOfFile[] | undefined =>
  existsSync(placeOf(reports)) ? JSON.parse(readFileSync(placeOf(reports), 'utf8')) : undefined

/** Whatever it comes to: a failing example goes through lines too. */
function runSpecification(coverage: string, reports: string): Promise<void> {
  const args = ['-r', './support/node-version.cjs', '-r', './support/run-typescript.cjs', 'support/specification/run.ts']
  // What comes from the compile cache is counted less exactly.
  const env = { ...process.env, NODE_V8_COVERAGE: coverage, NODE_DISABLE_COMPILE_CACHE: '1', REPORTS_FOLDER: reports }
  return new Promise((resolve, reject) => {
    spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
      .on('error', reject)
      .on('exit', () => resolve())
  })
}

async function linesIn(coverage: string, outputDir: string): Promise<LinesOfFile[]> {
  const wanted = new Set(platformFiles('.'))
  const fileOf = (path: string) => relative(process.cwd(), path.replace(/^file:\/\//, ''))
  const report = new CoverageReport({
    ...{ outputDir, reports: ['none'], logging: 'off' },
    entryFilter: ({ url }: { url: string }) => wanted.has(fileOf(url)),
    sourcePath: (path: string) => path,
  })
  await report.addFromDir(coverage)
  const { files } = (await report.generate()) ?? { files: [] }
  const found = new Map(files.map((file) => [[...wanted].find((name) => file.sourcePath.endsWith(name)) ?? '', file]))
  return [...wanted].map((file) => {
    const { summary, data } = found.get(file) ?? {}
    if (summary === undefined) return neverLoaded(file)
    const missed = Object.entries(data?.lines ?? {}).flatMap(([line, hits]) => (hits === 0 ? Number(line) : []))
    return { file, lines: summary.lines.total, covered: summary.lines.covered, uncovered: ranges(missed) }
  })
}

const CODE = /^\s*(?!\/\/|\/?\*|import type|export type|$)/

function neverLoaded(file: string): LinesOfFile {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => CODE.test(line)).length
  return { file, lines, covered: 0, uncovered: lines === 0 ? [] : ['all of it'] }
}

/** Numbers in a row as one range each. */
export function ranges(numbers: readonly number[]): string[] {
  const rows: [number, number][] = []
  for (const number of numbers.toSorted((one, other) => one - other)) {
    const last = rows.at(-1)
    if (last !== undefined && last[1] + 1 === number) last[1] = number
    else rows.push([number, number])
  }
  return rows.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`))
}

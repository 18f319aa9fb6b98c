import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { chromium } from './chromium'
import { writeReport } from './coordination/page'
import { barriers } from './page'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** The page of the figures, as it lies in a folder and as it is open in a browser. */
interface FiguresPage {
  readonly folder: string
  file: string
  page: Page | undefined
  readonly faults: string[]
}

const pageOf = perScenario((world): FiguresPage => {
  world.reach.here('our own figures')
  const folder = mkdtempSync(join(tmpdir(), 'concord-figures-page-'))
  world.afterwards(async () => rmSync(folder, { recursive: true, force: true }))
  return { folder, file: '', page: undefined, faults: [] }
})

const OPERATIONS = ['barrier arrive', 'task-queue add']

/** Writes what runs on these engines might have shown. */
export function keepFiguresOf(world: ConcordWorld, engines: readonly string[]): void {
  const figures = pageOf(world)
  for (const [index, backplane] of engines.entries()) {
    const durations = [1, 2, 3, 5, 8, 13].map((ms) => ms * (index + 1))
    figures.file = writeReport(
      {
        ...{ backplane, seed: 42 },
        verdicts: [{ pattern: 'barrier', promise: 'nobody passes <before> all', outcome: { kind: 'kept' }, ms: 20 }],
        summaries: OPERATIONS.map((operation) => ({
          ...{ operation, count: 6, success_rate: 1, min: 1, mean: 5, p50: 3, p95: 13, p99: 13, max: 13, throughput: 100, errors: {} },
        })),
        plotted: Object.fromEntries(OPERATIONS.map((operation) => [operation, durations])),
      },
      figures.folder,
    )
  }
}

export async function lookAtFigures(world: ConcordWorld): Promise<void> {
  const figures = pageOf(world)
  const context = await (await chromium()).newContext()
  world.afterwards(() => context.close())
  const page = await context.newPage()
  const own = pathToFileURL(figures.file).href
  page.on('pageerror', (error) => figures.faults.push(`The page failed: ${error.message}`))
  page.on('console', (message) => figures.faults.push(`The browser complained: ${message.text()}`))
  page.on('request', (request) => request.url() !== own && figures.faults.push(`The page asked for ${request.url()}`))
  await page.goto(own)
  figures.page = page
}

/** What the page shows: each picture with the engines that it has a line for, what keeps anybody from it, and what went wrong in the browser. */
export async function figuresShown(world: ConcordWorld) {
  const { page, faults } = pageOf(world)
  if (page === undefined) throw new Error('nobody has opened the page of the figures')
  const pictures = await page.locator('figure').evaluateAll((figures) =>
    figures.map((figure) => ({
      operation: figure.querySelector('figcaption')?.textContent ?? '',
      engines: [...figure.querySelectorAll('svg > text')].map((text) => text.textContent ?? '').filter((text) => /^[a-z]{4,}$/.test(text)),
      lines: figure.querySelectorAll('polyline').length,
    })),
  )
  const drawn = pictures.map(({ operation, engines, lines }) => ({ operation, engines: engines.slice(0, lines) }))
  return { pictures: drawn, barriers: await barriers(page), faults }
}

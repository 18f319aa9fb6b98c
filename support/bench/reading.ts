import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { chromiumPath, closeChromium } from '../chromium'
import { madeUpPage } from '../specification/page/made-up'
import { openSpecification } from '../specification/page/opened'
import { pageOf } from '../specification/page/page'
import { median, table } from './table'

// How soon the page of the specification is there, and answers whoever searches; beside a page of as many bytes that does nothing.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } })
const ROUNDS = Number(values.rounds)
const SIZES = [
  { examples: 500, goals: { openMs: 1_000, searchMs: 50 } },
  { examples: 4_100, goals: { openMs: 2_000, searchMs: 50 } },
] as const
const SEARCHED = ['backup', 'what happens when a budget is there', 'agent level', 'example 4', 'nothing like it', 'e']

const idle = (bytes: number): string => `<!doctype html><title>Idle</title><main><h1>Idle</h1></main><!--${'x'.repeat(bytes)}-->`
const openedMs = async (page: Page): Promise<number> => (await page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")) as number

/** How long the page takes for an answer, its drawing included. */
async function searchedMs(page: Page, words: string): Promise<number> {
  const field = "const field = document.querySelector('#q'); const begun = performance.now()"
  const typing = `field.value = ${JSON.stringify(words)}; field.dispatchEvent(new Event('input', { bubbles: true })); document.body.offsetHeight`
  return (await page.evaluate(`(() => { ${field}; ${typing}; return performance.now() - begun })()`)) as number
}

interface Round {
  readonly open: number
  readonly floor: number
  readonly searches: readonly number[]
}

async function round(html: string): Promise<Round> {
  const bare = await openSpecification(idle(html.length))
  const floor = await openedMs(bare.page)
  await bare.close()
  const { page, faults, close } = await openSpecification(html)
  const open = await openedMs(page)
  const searches: number[] = []
  for (const words of SEARCHED) searches.push(await searchedMs(page, words))
  await close()
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return { open, floor, searches }
}

const judged = (ms: number, goal: number): string => `${ms < goal ? 'met' : 'NOT met'}: under ${goal}`

async function row({ examples, goals }: (typeof SIZES)[number]): Promise<string[]> {
  const html = pageOf(madeUpPage(examples))
  await round(html)
  const rounds: Round[] = []
  for (let count = 0; count < ROUNDS; count += 1) rounds.push(await round(html))
  const [open, floor] = [median(rounds.map((each) => each.open)), median(rounds.map((each) => each.floor))]
  // The first answer makes the index ready.
  const first = median(rounds.map(({ searches }) => searches[0] ?? Number.NaN))
  const later = median(rounds.flatMap(({ searches }) => searches.slice(1)))
  return [
    ...[String(examples), (html.length / 1e6).toFixed(2), open.toFixed(0), (open / floor).toFixed(1), judged(open, goals.openMs)],
    ...[first.toFixed(1), later.toFixed(1), judged(later, goals.searchMs)],
  ]
}

async function main(): Promise<void> {
  if (chromiumPath() === undefined) return void process.stdout.write('The page is not measured: there is no Chromium here.\n')
  const rows: string[][] = []
  for (const size of SIZES) rows.push(await row(size))
  await closeChromium()
  process.stdout.write(`${table(['examples', 'MB', 'open: ms', 'times an idle page', 'goal', 'first answer: ms', 'later: ms', 'goal'], rows)}\n`)
}

void main()

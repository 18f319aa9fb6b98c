import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { messageOf } from '../app/shared/errors'
import type { PersonName } from './cast'
import { blankPage } from './chromium'
import { eventually } from './eventually'
import { openSession, sessionOf } from './membership'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** The page as it is open in somebody's browser, and what went wrong in there. */
export interface OpenPage {
  readonly page: Page
  /** Whom it belongs to; nobody before somebody signs in. */
  readonly person: PersonName | undefined
  readonly faults: string[]
  /** Refusals that the scenario is about. */
  readonly refusals: string[]
  /** What the page itself came with. */
  headers: Readonly<Record<string, string>>
}

const pagesOf = perScenario((): OpenPage[] => [])

/** What a page may look like to its reader. */
export type Look = Pick<BrowserContextOptions, 'colorScheme' | 'viewport' | 'reducedMotion'>

/** Opens the page in a browser of one's own; for a person, with a session. */
export async function openPage(world: ConcordWorld, person: PersonName | undefined, look: Look = {}): Promise<OpenPage> {
  world.reach.lack('emptiness', 'a page shows everything there is')
  world.open()
  const page = await blankPage(look)
  const context = page.context()
  world.afterwards(() => context.close())
  if (person !== undefined) {
    await openSession(world, person, 'first')
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(sessionOf(world, person)) ?? []
    await context.addCookies([{ name, value, url: world.origin, httpOnly: true, sameSite: 'Lax' }])
  }
  const open: OpenPage = { page, person, faults: [], refusals: [], headers: {} }
  watch(open, world.origin)
  pagesOf(world).push(open)
  open.headers = (await page.goto(world.origin))?.headers() ?? {}
  return open
}

function watch({ page, faults, refusals }: OpenPage, origin: string): void {
  page.on('pageerror', (error) => faults.push(`The page failed: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const list = message.text().startsWith('Failed to load resource: the server responded') ? refusals : faults
    list.push(`The browser complained: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) faults.push(`The page asked elsewhere: ${request.url()}`)
  })
}

/** The page that was opened last. */
export function pageOf(world: ConcordWorld): OpenPage {
  const last = pagesOf(world).at(-1)
  if (last === undefined) throw new Error('nobody has opened the page')
  return last
}

/** What went wrong in browsers, though no step speaks of it. */
export const pageFaults = (world: ConcordWorld): readonly string[] => pagesOf(world).flatMap(({ faults, refusals }) => [...faults, ...refusals])

/** Waits until the page shows something. However long the browser takes for it, no time passes for the platform: what is due now happens, and no more. */
export const shows = <T>(world: ConcordWorld, look: () => Promise<T | undefined>, what: string): Promise<T> =>
  eventually(async () => {
    await world.clock.advance(0)
    return look()
  }, `${what} on the page`)

/** Waits until an element has exactly these words. */
export async function reads(world: ConcordWorld, element: Locator, text: string): Promise<void> {
  let last = 'nothing at all'
  const look = async () => {
    last = (await element.count()) === 1 ? await element.innerText() : `${await element.count()} such places`
    return last.trim() === text ? true : undefined
  }
  await shows(world, look, `"${text}"`).catch((error: unknown) => {
    throw new Error(`${messageOf(error)}; at last it read "${last}"`)
  })
}

/** Waits until there are so many of something. */
export const counts = (world: ConcordWorld, elements: Locator, count: number, what: string): Promise<true> =>
  shows(world, async () => ((await elements.count()) === count ? true : undefined), `${count} × ${what}`)

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** What the accessibility engine axe finds wrong with the page as it is, by the rules of WCAG 2.2 AA and its own. */
export async function barriers(page: Page): Promise<readonly string[]> {
  const engine = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  const { violations } = (await page.evaluate(`${engine};axe.run(document)`)) as AxeResults
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
}

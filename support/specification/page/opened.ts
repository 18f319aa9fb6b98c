import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from '../../chromium'
import { eventually } from '../../eventually'
import { type Gathered, gather } from './gather'
import { pageOf } from './page'

/** The page as it is open in a browser, from a file, and what went wrong in there: for tests. */
export interface OpenedPage {
  readonly page: Page
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** Writes a page and opens it at a place such as `#/glossary`. */
export async function openSpecification(html: string, place = '', look: BrowserContextOptions = {}): Promise<OpenedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-specification-page-'))
  const file = join(folder, 'index.html')
  writeFileSync(file, html)
  const context = await (await chromium()).newContext(look)
  const page = await context.newPage()
  const faults: string[] = []
  const own = pathToFileURL(file).href
  page.on('pageerror', (error) => faults.push(`The page failed: ${error.message}`))
  page.on('console', (message) => faults.push(`The browser complained: ${message.text()}`))
  page.on('dialog', (dialog) => faults.push(`The page asked: ${dialog.message()}`))
  page.on('request', (request) => request.url().split('#')[0] !== own && faults.push(`The page asked for ${request.url()}`))
  await page.goto(own + place)
  await page.locator('main h1').waitFor()
  return {
    page,
    faults,
    async close() {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The page of a run, as text. */
export const specificationOf = (gathered: Gathered): string => pageOf(gather(gathered))

/** A page of its own, closed when the test is over, in which nothing may go wrong. */
export async function withSpecification(html: string, place: string, use: (page: Page) => Promise<void>, look?: BrowserContextOptions): Promise<void> {
  const open = await openSpecification(html, place, look)
  try {
    await use(open.page)
    assert.deepEqual(open.faults, [])
  } finally {
    await open.close()
  }
}

/** What the page comes to: it draws itself a moment after a click. */
async function comes<T>(read: () => Promise<T>, fits: (found: T) => boolean, judge: (found: T) => void): Promise<void> {
  let found = await read()
  const look = async () => {
    found = await read()
    return fits(found) || undefined
  }
  if (!fits(found)) await eventually(look, 'a page that shows it').catch(() => undefined)
  judge(found)
}

/** What is read comes to be just this. */
export const says = <T>(read: () => Promise<T>, expected: T) =>
  comes(
    read,
    (found) => isDeepStrictEqual(found, expected),
    (found) => assert.deepEqual(found, expected),
  )

/** What is read comes to be like this. */
export const matches = (read: () => Promise<string>, expected: RegExp) =>
  comes(
    read,
    (found) => expected.test(found),
    (found) => assert.match(found, expected),
  )

import { existsSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a Chromium is on this machine, if there is one: the one that `CHROMIUM` names, else where Debian and Google put theirs. */
export const chromiumPath = (): string | undefined => [process.env.CHROMIUM ?? PLACES].flat().find((path) => existsSync(path))

/** It finds nothing but this machine, whatever a page asks for, and asks for nothing of its own. */
const ARGUMENTS = [
  ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

let launched: Promise<Browser> | undefined

/** The browser of this worker, started when it is first needed. */
export function chromium(): Promise<Browser> {
  launched ??= launch()
  return launched
}

async function launch(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine: apt-get install chromium, or name one in CHROMIUM')
  const { chromium: driver } = await import('playwright-core')
  return driver.launch({ executablePath, args: ARGUMENTS })
}

/** A blank page in a context of its own, which whoever takes it closes. The next one is prepared meanwhile: a page needs a process. */
export async function blankPage(options: BrowserContextOptions = {}): Promise<Page> {
  if (Object.keys(options).length > 0) return newPage(options)
  const page = prepared ?? newPage({})
  prepared = newPage({})
  // Whoever takes it is told.
  prepared.catch(() => undefined)
  return page
}

let prepared: Promise<Page> | undefined

async function newPage(options: BrowserContextOptions): Promise<Page> {
  const context = await (await chromium()).newContext(options)
  return context.newPage()
}

/** Ends it, if it was ever needed. */
export async function closeChromium(): Promise<void> {
  const browser = await launched
  launched = undefined
  prepared = undefined
  await browser?.close()
}

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import type { PageData, StoryData } from './data'
import { scriptOf } from './script'
import { shellOf } from './shell'

const BROWSER = join(__dirname, 'browser')

/** Writes the page; where it is. */
export function writePage(folder: string, data: { readonly page: PageData; readonly stories: StoryData }): string {
  mkdirSync(folder, { recursive: true })
  const place = join(folder, 'index.html')
  writeFileSync(place, pageOf(data))
  return place
}

/** The page as one file that asks for nothing else. No script and no style but its own runs in it, whatever a feature says. */
export function pageOf({ page, stories }: { readonly page: PageData; readonly stories: StoryData }): string {
  const script = scriptOf(BROWSER)
  const style = readFileSync(join(BROWSER, 'page.css'), 'utf8')
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`
  return shellOf({
    policy,
    style,
    script,
    data: inScript(JSON.stringify(page)),
    stories: deflateRawSync(JSON.stringify(stories)).toString('base64'),
  })
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** JSON that may stand inside a script element: nothing in it can end that element or begin a comment. */
const inScript = (json: string): string => json.replaceAll('<', '\\u003c')

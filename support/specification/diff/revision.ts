import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { type GherkinDocument, IdGenerator } from '@cucumber/messages'
import { messageOf } from '../../../app/shared/errors'
import { Misuse } from '../misuse'

const FOLDER = 'features'

/** The specification as it was written at one time. */
export interface Written {
  /** The commit in short, and as somebody named it. */
  readonly commit: string
  readonly named: string
  /** Its day, as `2026-11-21`. */
  readonly date: string
  readonly documents: readonly GherkinDocument[]
}

/** The feature files as they stand in the folder now. Throws if one cannot be parsed. */
export const writtenNow = (): GherkinDocument[] =>
  globSync(`${FOLDER}/**/*.feature`)
    .toSorted()
    .map((uri) => parse(uri, readFileSync(uri, 'utf8')))

/** The feature files as they stood at a revision: a commit, a branch or a tag. Throws Misuse. */
export function writtenAt(named: string): Written {
  const commit = commitOf(named)
  const [date = '', short = ''] = git('show', '--no-patch', '--format=%cs %h', commit).trim().split(' ')
  const paths = git('ls-tree', '-r', '-z', '--name-only', commit, '--', FOLDER).split('\0')
  const texts = contentsOf(
    commit,
    paths.filter((path) => path.endsWith('.feature')),
  )
  return { commit: short, named, date, documents: texts.map(([uri, text]) => parse(uri, text)) }
}

function commitOf(named: string): string {
  try {
    git('rev-parse', '--git-dir')
  } catch {
    throw new Misuse('The wording of another time is read from git, and this folder is no checkout of it')
  }
  try {
    return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${named}^{commit}`).trim()
  } catch {
    throw new Misuse(`There is no revision "${named}" here: name a commit, a branch or a tag that "git log" knows`)
  }
}

const git = (...args: readonly string[]): string => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 })

const LINE_END = 10

/** All files at once: git answers each with a line that says how long it is, and its bytes. */
function contentsOf(commit: string, paths: readonly string[]): [path: string, text: string][] {
  const input = paths.map((path) => `${commit}:./${path}\n`).join('')
  const answer = execFileSync('git', ['cat-file', '--batch'], { input, maxBuffer: 2 ** 28 })
  let at = 0
  return paths.map((path) => {
    const end = answer.indexOf(LINE_END, at)
    const size = Number(answer.toString('utf8', at, end).split(' ').at(-1))
    if (!Number.isInteger(size)) throw new Misuse(`git cannot give back ${path} as it was at ${commit}`)
    at = end + 1 + size + 1
    return [path, answer.toString('utf8', end + 1, end + 1 + size)]
  })
}

function parse(uri: string, text: string): GherkinDocument {
  try {
    return { uri, ...new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher()).parse(text) }
  } catch (error) {
    throw new Misuse(`${uri} cannot be read: ${messageOf(error).split('\n').at(-1)}`)
  }
}

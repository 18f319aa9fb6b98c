import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'

/** Of everything that examples are run with. */
export function stepsHash(): string {
  const files = globSync('{steps,support}/**/*.ts').filter(
    (file) => !/^support\/(strength|specification|bench|trials|demo)\//.test(file) && !file.endsWith('.test.ts'),
  )
  return hash(
    'sha256',
    files
      .sort()
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n'),
  ).slice(0, 16)
}

/** The project's revision, with a plus where it has been changed since; empty where there is none. */
export function revision(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`
  } catch {
    return ''
  }
}

import { hash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the platform's code stands, without tests and their tools. */
export const platformFiles = (root: string): string[] =>
  globSync('app/**/*.ts', { cwd: root })
    .filter((file) => !/(\.test|\.d|\btest-kit)\.ts$/.test(file))
    .sort()

/** What is found out about a file holds as long as this is the same. */
export const hashOf = (source: string): string => hash('sha256', source).slice(0, 16)

/** Another one says that the platform has changed. */
export const platformHash = (root: string): string =>
  hashOf(
    platformFiles(root)
      .map((file) => hashOf(readFileSync(join(root, file), 'utf8')))
      .join(),
  )

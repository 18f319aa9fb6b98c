import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = '.strength'
const COVERED = join(FOLDER, 'covered')

/** Tells the processes that examples start from now on which mutant is active in them, and whether they are to leave word of what they go through. */
export async function tellChildren(told: { readonly mutant?: string | undefined; readonly cover?: boolean }): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, 'now.json'), JSON.stringify(told))
  // Those that wait for their work were told something else.
  const { endSpares }: typeof import('../platform-process') = require('../platform-process')
  await endSpares()
}

/** Takes what they have left word of: numbers of mutants. */
export function takeCovered(): Set<number> {
  const ids = new Set<number>()
  for (const file of globSync(`${COVERED}/*.json`)) {
    for (const id of JSON.parse(readFileSync(file, 'utf8')) as number[]) ids.add(id)
    rmSync(file)
  }
  return ids
}

import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Mutated } from './mutants'

const COPIED = ['app', 'features', 'steps', 'support', 'package.json', 'tsconfig.json', 'cucumber.js']

/** Every process of the platform or of its command loads this file first; so does a worker, which is no child of an example. */
const OF_CHILDREN = "\nif (!process.send) require('./strength/child.cjs')\n"

/** Copies of the project with all mutants in its platform: one for each worker, whose examples start processes that are told and tell there. */
export interface Sandboxes {
  readonly folders: readonly string[]
  close(): void
}

export function createSandboxes(root: string, files: readonly Mutated[], count: number): Sandboxes {
  const folders = Array.from({ length: count }, () => makeSandbox(root, files))
  return { folders, close: () => folders.forEach((folder) => void rmSync(folder, { recursive: true, force: true })) }
}

function makeSandbox(root: string, files: readonly Mutated[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-strength-'))
  for (const part of COPIED) {
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.includes('node_modules') && !path.startsWith(join(root, 'support', 'bench')),
    })
  }
  symlinkSync(resolve(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  appendFileSync(join(folder, 'support', 'node-version.cjs'), OF_CHILDREN)
  for (const { file, instrumented } of files) writeFileSync(join(folder, file), instrumented)
  return folder
}

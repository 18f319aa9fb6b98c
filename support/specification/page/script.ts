import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'

const IMPORT = /^import (?:type )?\{[^}]*\} from '(\.\/[\w-]+\.js)'$/gm

/** The modules of a folder as one script without imports, each after those that it needs; `main.js` last. Their names must differ: no two stand beside each other. */
export function scriptOf(folder: string): string {
  const taken = new Set<string>()
  const parts: string[] = []
  const take = (file: string) => {
    if (taken.has(file)) return
    taken.add(file)
    const source = readFileSync(join(folder, file), 'utf8')
    for (const [, needed = ''] of source.matchAll(IMPORT)) take(needed)
    parts.push(
      source
        .replaceAll(IMPORT, '')
        .replaceAll(/^export (?=const|function|async function|class)/gm, '')
        .trim(),
    )
  }
  take('main.js')
  const script = `(() => {\n'use strict'\n${parts.join('\n\n')}\n})()\n`
  // Throws where two modules use the same name.
  new Script(script)
  return script
}

import './compile-cache'
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadVocabulary } from './definitions'
import { command, Misuse } from './misuse'
import { phrasesOf } from './phrasebook'
import { phrasesPage } from './phrases-page'
import { readFeatures } from './read'
import { usesOf } from './uses'

/** As cucumber.js has it. */
const REPORTS = process.env.REPORTS_FOLDER ?? 'reports'

/** Writes the page of all phrases that a feature may use. */
async function write(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new Misuse(`The phrases are written whole, and know no ${args[0]}.`)
  const vocabulary = await loadVocabulary()
  const book = phrasesOf(vocabulary, usesOf(readFeatures(), vocabulary.definitions))
  const folder = `${REPORTS}/specification`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/phrases.html`, phrasesPage(book))
  process.stdout.write(`${folder}/phrases.html: ${vocabulary.definitions.length} phrases, ${book.kinds.length} parameter types\n`)
  return 0
}

void command(write)

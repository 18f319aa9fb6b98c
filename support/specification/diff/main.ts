import { command, Misuse } from '../misuse'
import { changesSince, changesText } from './changes'

const USAGE = 'Name the revision to compare with, and nothing else: npm run specification:diff -- v1.2'

/** `npm run specification:diff -- <revision>`: what changed in the wording since. */
function main(args: readonly string[]): number {
  const [named] = args
  if (named === undefined || args.length > 1 || named.startsWith('-')) throw new Misuse(USAGE)
  process.stdout.write(changesText(changesSince(named)))
  return 0
}

void command(main)

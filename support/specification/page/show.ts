import { join } from 'node:path'
import { changesSince } from '../diff/changes'
import type { Changes, RunFacts } from './data'
import { type Gathered, gather } from './gather'
import { writePage } from './page'
import { strengthIn } from './strength'

const SINCE = '--since'

/** Takes `--since <revision>` out of the arguments of a run, with what changed in the wording since. Throws Misuse. */
export function takeChanges(args: readonly string[]): { readonly rest: string[]; readonly changes: Changes | undefined } {
  const place = args.findIndex((arg) => arg === SINCE || arg.startsWith(`${SINCE}=`))
  const [, joined] = (args[place] ?? '').split(/=(.*)/s, 2)
  const named = joined ?? args[place + 1] ?? ''
  if (place < 0) return { rest: [...args], changes: undefined }
  return { rest: args.toSpliced(place, joined === undefined ? 2 : 1), changes: changesSince(named) }
}

export interface Shown extends Omit<Gathered, 'facts'> {
  readonly facts: Omit<RunFacts, 'part' | 'whole' | 'at'>
  /** The feature files that the run was limited to. */
  readonly paths: readonly string[]
}

/** Writes the page of a run; where it is. */
export function showRun(folder: string, { facts, paths, ...gathered }: Shown): string {
  const part = partOf(gathered, paths)
  const about = { ...facts, at: new Date().toISOString(), whole: paths.length === 0, ...(part === undefined ? {} : { part }) }
  return writePage(join(folder, 'specification'), gather({ ...gathered, facts: about, strengthOf: strengthIn(folder) }))
}

/** What a run left out, in a sentence. */
function partOf({ run, judgement }: Pick<Gathered, 'run' | 'judgement'>, paths: readonly string[]): string | undefined {
  const all = run.query.findAllPickles().length
  const ran = judgement.verdicts.length
  if (paths.length > 0) return `Only a part of the specification was read: ${paths.join(', ')}. Nothing is said of the rest.`
  return ran === all
    ? undefined
    : `Only a part of the specification ran: ${ran.toLocaleString('en')} of ${all.toLocaleString('en')} examples. The rest stands here as it is written.`
}

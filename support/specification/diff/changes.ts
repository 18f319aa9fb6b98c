import { styleText } from 'node:util'
import type { Change, Changes } from '../page/data'
import { compare } from './compare'
import { writtenAt, writtenNow } from './revision'

/** What changed in the wording from a revision until now. Throws Misuse. */
export function changesSince(named: string): Changes {
  const { commit, date, documents } = writtenAt(named)
  const since = commit.startsWith(named) || named.startsWith(commit) ? commit : `${named} (${commit})`
  return { since, date, changes: compare(documents, writtenNow()) }
}

const HEADINGS: Readonly<Record<Change['how'], string>> = { reworded: 'Reworded', added: 'New', removed: 'Gone' }

/** The changes in words, and at the end how many there are. */
export function changesText({ since, date, changes }: Changes): string {
  const groups = (Object.keys(HEADINGS) as Change['how'][]).flatMap((how) => {
    const several = changes.filter((change) => change.how === how)
    return several.length === 0 ? [] : [`${styleText('bold', `${HEADINGS[how]} (${several.length})`)}\n\n${several.map(changeText).join('\n\n')}\n`]
  })
  const count = (how: Change['how']) => changes.filter((change) => change.how === how).length
  const sum = changes.length === 0 ? 'Nothing was reworded' : `${count('added')} new, ${count('removed')} gone, ${count('reworded')} reworded`
  return [...groups, `${sum} since ${since} of ${date}\n`].join('\n')
}

function changeText({ what, where, title, was, lines = [] }: Change): string {
  return [
    ...(where.length === 0 ? [] : [`  ${styleText('dim', where.join(' · '))}`]),
    `  ${what.charAt(0).toUpperCase()}${what.slice(1)}: ${title}`,
    ...(was === undefined ? [] : [`    It was: ${was}`]),
    ...lines.map((line) => `    ${styleText(line.startsWith('+') ? 'green' : 'red', line)}`),
  ].join('\n')
}

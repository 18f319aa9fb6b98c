/** Digits that stand together, not part of a word. */
interface Group {
  readonly digits: string
  readonly start: number
  readonly end: number
}

/** Groups of digits that may be one number, with white space or nothing around them. */
export interface Candidate {
  readonly digits: string
  /** How many digits each group has: `4-4-4-4`. */
  readonly sizes: string
  /** The number as it is written. */
  readonly written: string
  readonly start: number
  readonly end: number
  /** Whether no digits stand beside it that may belong to it. */
  readonly isWhole: boolean
}

const JOINT = /^[ .()/-]{1,3}$/
/** Letters of scripts that put spaces between words; in others a number stands right beside them. */
const LETTER = /[\p{Lu}\p{Ll}\p{Lt}_]/u
const SHORTEST = 7
const LONGEST = 19

/**
 * The numbers of a text that are accepted: of those that begin at one place the longest. Each digit is looked at in at most 19 candidates,
 * so that the time grows no faster than the text.
 */
export function numbersIn(text: string, accepts: (candidate: Candidate) => boolean): readonly Candidate[] {
  return runsIn(text).flatMap((run) => {
    const found: Candidate[] = []
    for (let from = 0; from < run.length; from += 1) {
      const best = bestAt(text, run, { from, accepts })
      if (best === undefined) continue
      found.push(best.candidate)
      from = best.to
    }
    return found
  })
}

interface Beginning {
  readonly from: number
  readonly accepts: (candidate: Candidate) => boolean
}

function bestAt(text: string, run: readonly Group[], { from, accepts }: Beginning) {
  let best: { readonly candidate: Candidate; readonly to: number } | undefined
  const [first, before] = [run[from], run[from - 1]]
  if (first === undefined || (before !== undefined && !isApart(text, before, first))) return undefined
  let [digits, sizes] = ['', '']
  for (let to = from; to < run.length; to += 1) {
    const [last = first, after] = [run[to], run[to + 1]]
    digits += last.digits
    if (digits.length > LONGEST) break
    sizes += `${to === from ? '' : '-'}${last.digits.length}`
    if (digits.length < SHORTEST || (after !== undefined && !isApart(text, last, after))) continue
    const [start, end] = [first.start, last.end]
    const candidate = { digits, sizes, written: text.slice(start, end), start, end, isWhole: from === 0 && after === undefined }
    if (accepts(candidate)) best = { candidate, to }
  }
  return best
}

const isApart = (text: string, { end }: Group, { start }: Group): boolean => text.slice(end, start).includes(' ')

/** Groups with no more than a space, a dot, a stroke or a bracket between them. */
function runsIn(text: string): readonly (readonly Group[])[] {
  const runs: Group[][] = []
  let last: Group | undefined
  for (const { 0: digits, index: start } of text.matchAll(/\d+/g)) {
    const group = { digits, start, end: start + digits.length }
    const isInWord = LETTER.test(text[start - 1] ?? '') || LETTER.test(text[group.end] ?? '')
    if (!isInWord) {
      if (last !== undefined && JOINT.test(text.slice(last.end, start))) runs.at(-1)?.push(group)
      else runs.push([group])
    }
    last = isInWord ? undefined : group
  }
  return runs
}

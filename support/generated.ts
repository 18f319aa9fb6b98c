import fc from 'fast-check'
import { messageOf } from '../app/shared/errors'
import { CASES, type Cases } from './specification/page/story'
import type { ConcordWorld } from './world'

/** Takes down what happens in a case, a sentence at a time. */
export type Tell = (sentence: string) => void

/** Something that is promised of everything that can be made up. */
export interface Property<Case> {
  readonly cases: fc.Arbitrary<Case>
  /** Plays one case from its beginning. Throws where the promise is broken. */
  readonly play: (made: Case, tell: Tell) => Promise<void>
}

/** How many cases are made up, or the one that is looked at again. */
export type Generated = { readonly count: number } | { readonly known: string }

/** What the profile `thorough` changes, and by what somebody repeats a run. */
interface Thoroughness {
  readonly times?: number
  readonly seed?: number
}

/** For whoever plays many cases: a step may take so long. */
export const LONG = { timeout: 1_800_000 }

/** Plays so many cases. Where one breaks the promise, the smallest that does is attached as a list of sentences, and the error says its name. */
export async function expectHolds<Case>(world: ConcordWorld, { cases, play }: Property<Case>, wanted: Generated): Promise<void> {
  const property = fc.asyncProperty(cases, async (made) => {
    const story: string[] = []
    await play(made, (sentence) => story.push(sentence)).catch((error: unknown) => {
      throw new BrokenPromise(story, error)
    })
  })
  const { failed, seed, counterexamplePath, numRuns, errorInstance } = await fc.check(property, parametersOf(wanted, world.parameters))
  if (!failed) return tellCases(world, wanted, { count: numRuns, seed })
  if (!(errorInstance instanceof BrokenPromise)) throw errorInstance ?? new Error('no case could be made up')
  const name = `${seed}/${counterexamplePath?.split(':')[0]}`
  const story = errorInstance.story.map((sentence, index) => `${index + 1}. ${sentence}`).join('\n')
  await world.attach(story, { mediaType: 'text/plain', fileName: 'The smallest case' })
  const repeat =
    'known' in wanted ? '' : `\nTo see it again: --world-parameters '{"seed": ${seed}}'. To keep it: "${name}" in the table of cases that once failed.`
  throw new Error(`In ${'known' in wanted ? 'the case' : `generated case ${numRuns} (seed ${seed})`}: ${errorInstance.message}${repeat}`, {
    cause: errorInstance.cause,
  })
}

/** What was made up is told to the page of the specification. */
function tellCases(world: ConcordWorld, wanted: Generated, made: Cases): void {
  const cases: Cases = 'known' in wanted ? { ...made, known: wanted.known } : made
  world.attach(JSON.stringify(cases), { mediaType: CASES, fileName: 'made-up-cases.json' })
}

/** A case is known by the seed of its run and its place in it: `1234/5`. It stays the same as long as cases are made up in the same way. */
function parametersOf(wanted: Generated, { times = 1, seed }: Thoroughness): fc.Parameters<[unknown]> {
  if ('count' in wanted) return { numRuns: wanted.count * times, ...(seed === undefined ? {} : { seed }) }
  const [ofRun, path = ''] = wanted.known.split('/')
  return { seed: Number(ofRun), path, numRuns: 1 }
}

/** The promise was broken, at the end of this story. */
class BrokenPromise extends Error {
  readonly story: readonly string[]
  constructor(story: readonly string[], cause: unknown) {
    super(messageOf(cause), { cause })
    this.story = story
  }
}

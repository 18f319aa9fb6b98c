/** What an example tells the page beside its steps, as an attachment of a type of its own: what went over the wire. */
export const STORY = 'application/vnd.concord.story+json'
/** Likewise: how many cases were made up, and from which seed. */
export const CASES = 'application/vnd.concord.cases+json'

/** Who takes part: a person, the platform, an agent, an outside service. */
export type Part = 'person' | 'platform' | 'agent' | 'service'

/** Lost: nothing came back. Refused: it came back, and it was no. */
export type ToldKind = 'asked' | 'answered' | 'refused' | 'lost'

/** Something that went over the wire: when on the scenario's clock, from whom to whom by their place in `lanes`, and in words. */
export type Told = readonly [atMs: number, from: number, to: number, kind: ToldKind, words: string]

/** What went over the wire in one example, in words and in order. */
export interface Story {
  readonly lanes: readonly (readonly [name: string, part: Part])[]
  readonly told: readonly Told[]
  /** How much more there was than is told. */
  readonly more: number
}

/** The made-up cases of one example. */
export interface Cases {
  readonly count: number
  readonly seed: number
  /** Its place in that run, where it is one known case that is looked at again. */
  readonly known?: string
}

/** How many reactions of one kind a post has, and whether one of them is of whoever asks. */
export interface Reaction {
  readonly emoji: string
  readonly count: number
  readonly mine: boolean
}

/** Sets of whole emoji need the flag `v`, which is younger than the syntax that we compile to: as a literal it would not be read. */
const SETS = 'v'
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', SETS)
const AS_PICTURE = '\uFE0F'

/**
 * One emoji of those that Unicode recommends for general interchange (UTS #51), as it is written in full: with or without the sign that
 * asks for a picture it is one kind. Undefined for anything else. Pure.
 */
export const emojiOf = (text: string): string | undefined => [text, text + AS_PICTURE, text.replaceAll(AS_PICTURE, '')].find((each) => EMOJI.test(each))

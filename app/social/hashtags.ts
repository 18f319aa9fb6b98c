/** Letters, marks, digits and underscores of any script, as Unicode's hashtag identifiers have them (UAX #31, R8), with a letter among them: #1 is a number. */
const HASHTAG = /(?<![\p{L}\p{M}\p{N}_&#＃])[#＃](?=[\p{M}\p{N}_]*\p{L})([\p{L}\p{M}\p{N}_]+)/gu

/** Of one post so many count, so that nobody fills the list alone. */
export const MOST_HASHTAGS = 30

/** In code points; what is longer is no topic, and nothing that an index could keep. */
export const LONGEST_HASHTAG = 100

/** Written differently, the same: compatibility forms (NFKC) and letters great and small; by way of the great ones ß is ss, and both small sigmas are one. Pure. */
export const folded = (tag: string): string => tag.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC')

const isShortEnough = (tag: string): boolean => tag.length <= 2 * LONGEST_HASHTAG && [...tag].length <= LONGEST_HASHTAG

/** The hashtags of a text, folded, each once, in order: the first 30. Pure. */
export const hashtagsOf = (text: string): readonly string[] =>
  [...new Set(Array.from(text.matchAll(HASHTAG), ([, tag = '']) => folded(tag)).filter(isShortEnough))].slice(0, MOST_HASHTAGS)

/** Part of a regular expression: any of these words, as they are written. */
export const anyOf = (words: readonly string[]): string => words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')

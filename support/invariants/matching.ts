/** What is meant by topics, in the simplest words: the same parts, where a star at the end stands for any one last part that is not empty. */
export function isMeant(topic: string, wanted: string): boolean {
  const [parts, words] = [topic.split(':'), wanted.split(':')]
  if (parts.length !== words.length) return false
  return words.every((word, place) => (word === '*' && place === words.length - 1 ? parts[place] !== '' : parts[place] === word))
}

/** In words: `a`, `b` and `c`. */
export const listed = (all: readonly unknown[], none = 'nothing'): string =>
  all.length < 2 ? String(all[0] ?? none) : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`

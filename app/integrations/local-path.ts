const HERE = 'http://here.invalid'
const LONGEST = 2_000
/** Browsers read a backslash as a slash and drop tabs and line ends, so that a path turns into somebody else's address. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const TREACHEROUS = /[\\\u0000-\u001f\u007f]/

/** The path, fit for a Location header, if it leads nowhere but to this site: `/`, then anything but `/`. Pure. */
export function localPath(path: string): string | undefined {
  if (!path.startsWith('/') || path.startsWith('//') || path.length > LONGEST || TREACHEROUS.test(path) || !URL.canParse(path, HERE)) return undefined
  const { origin, pathname, search, hash } = new URL(path, HERE)
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : undefined
}

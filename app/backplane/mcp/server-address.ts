/** Where another program's MCP server is: a program to be started, or an address. */
export type ServerAddress =
  | { readonly kind: 'program'; readonly command: string; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> }
  | { readonly kind: 'address'; readonly url: string }

const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g
const ASSIGNED = /^([A-Za-z_]\w*)=(.*)$/s

/** `https://tasks.example/mcp`, or `NAME=value program argument "two words"`: no shell reads it, so nothing in it is expanded. Undefined if it is neither. Pure. */
export function serverAddress(text: string): ServerAddress | undefined {
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? { kind: 'address', url: text } : undefined
  const words = [...text.matchAll(WORD)].map(([, double, single, bare]) => double ?? single ?? bare ?? '')
  const first = words.findIndex((word) => !ASSIGNED.test(word))
  const [command, ...args] = first < 0 ? [] : words.slice(first)
  if (command === undefined || command === '') return undefined
  const env = Object.fromEntries(words.slice(0, first).map((word) => ASSIGNED.exec(word)?.slice(1, 3) ?? []))
  return { kind: 'program', command, args, env }
}

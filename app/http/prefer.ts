/** How long a caller would rather wait for an end than be answered at once, in milliseconds: `Prefer: wait=10` (RFC 7240). Anything else is no such wish. Pure. */
export function preferredWait(header: string | string[] | undefined): number | undefined {
  const preferences = [header ?? []].flat().join(',').split(',')
  const wait = preferences.map((preference) => /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(;.*)?$/i.exec(preference)?.[1]).find((found) => found !== undefined)
  return wait === undefined ? undefined : Number(wait) * 1_000
}

const OLDEST = [22, 19] as const

/** The sentence that refuses a Node too old for what is loaded later; undefined if this one will do. Pure. */
export function unsupportedNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const old = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
  return old ? `Concord needs Node ${OLDEST.join('.')} or newer, this is Node ${version}; "npm start" finds the right one.` : undefined
}

/** Something that the server does at once, undisturbed. */
export interface Script {
  readonly name: string
  readonly lua: string
}

/** The server's own time in milliseconds: instances whose clocks differ agree on it. */
const TIME = `
local stamp = redis.call('TIME')
local now = stamp[1] * 1000 + math.floor(stamp[2] / 1000)
`

export const script = (name: string, lua: string): Script => ({ name: `concord_${name}`, lua })

/** A script that knows the server's time as `now`. */
export const timedScript = (name: string, lua: string): Script => script(name, `${TIME}${lua}`)

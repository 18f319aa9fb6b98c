import type { Api, Call, LiveReply } from '../api'
import type { ReadEvent } from '../event-stream'
import type { Reply } from '../reply'
import type { Socket } from '../socket'
import type { Names } from './names'

/** The API with the names of one example: its steps neither say nor read the marks that keep examples apart. */
export const renaming = (api: Api, names: Names): Api => ({
  ...api,
  call: async (method, path, call) => repliedTo(path, await api.call(method, names.path(path), outward(call, names)), names),
  live: async (method, path, call) => heard(path, await api.live(method, names.path(path), outward(call, names)), names),
  open: async (path) => line(await api.open(names.path(path)), names),
})

const outward = (call: Call | undefined, names: Names): Call => (call?.body === undefined ? (call ?? {}) : { ...call, body: names.body(call.body) })

function repliedTo(path: string, reply: Reply, names: Names): Reply {
  const text = names.back(reply.text)
  const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name, typeof value === 'string' ? names.back(value) : value]))
  return { ...reply, path, headers, text, json: () => JSON.parse(text) }
}

/** Events keep coming: what has come is read anew at every look. */
function heard(path: string, live: LiveReply, names: Names): LiveReply {
  const events = createMemory(live.events, (event): ReadEvent => ({ ...event, data: names.back(event.data) }))
  return {
    reply: live.reply === undefined ? undefined : repliedTo(path, live.reply, names),
    get events() {
      return events()
    },
    ended: live.ended,
    leave: live.leave,
  }
}

function line(socket: Socket, names: Names): Socket {
  const frames = createMemory(socket.frames, (frame): Readonly<Record<string, unknown>> => JSON.parse(names.back(JSON.stringify(frame))))
  return {
    get frames() {
      return frames()
    },
    get closed() {
      return socket.closed
    },
    send: (message) => socket.send(names.body(message) as object),
    close: socket.close,
  }
}

/** The same list as the one that grows behind it, each thing in it changed once. */
function createMemory<T>(from: readonly T[], change: (each: T) => T): () => T[] {
  const changed: T[] = []
  return () => {
    for (const each of from.slice(changed.length)) changed.push(change(each))
    return changed
  }
}

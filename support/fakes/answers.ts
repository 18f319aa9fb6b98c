import type { Garble } from './mood'

/** An answer in the making: a provider's own body with its own headers. */
export interface Reply {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole JSON answer. Its length is given, so that the connection can be used again. */
export function answer({ status, body, headers }: Reply): Response {
  return textAnswer(JSON.stringify(body), { status, type: 'application/json', ...(headers === undefined ? {} : { headers }) })
}

interface TextOptions {
  readonly status?: number
  readonly type: string
  readonly headers?: Readonly<Record<string, string>>
}

export const textAnswer = (text: string, { status = 200, type, headers = {} }: TextOptions): Response =>
  new Response(text, { status, headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(text)), ...headers } })

/** An answer that comes piece by piece. Marked as chunked, without which MSW lets a cut look like a clean end. */
export function streamAnswer(pieces: AsyncGenerator<Uint8Array>, headers: Readonly<Record<string, string>>, status = 200): Response {
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { status, headers: { 'transfer-encoding': 'chunked', ...headers } })
}

export const redirect = (location: string): Response => new Response(null, { status: 302, headers: { location, 'content-length': '0' } })

const PAGE = '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>'

/** A page for people, with which something in front of a service answers in its place. */
export const page = (status: number): Response =>
  status === 204 ? new Response(null, { status }) : textAnswer(PAGE, { status, type: 'text/html; charset=utf-8' })

/** What could have been answered: the sound body, one that says nothing, and an error. */
export interface Bodies {
  readonly sound: object
  readonly hollow: object
  readonly error: object
}

/** An answer that calls itself a success and is none. */
export function garbled(how: Garble, { sound, hollow, error }: Bodies): Response {
  switch (how) {
    case 'broken_json': {
      const text = JSON.stringify(sound)
      return textAnswer(text.slice(0, Math.floor(text.length / 2)), { type: 'application/json' })
    }
    case 'empty':
      return textAnswer('', { type: 'application/json' })
    case 'html':
      return page(200)
    case 'wrong_type':
      return textAnswer(JSON.stringify(sound), { type: 'text/plain; charset=utf-8' })
    case 'like_type':
      return textAnswer(JSON.stringify(sound), { type: 'application/json-seq' })
    case 'no_type':
      return new Response(Buffer.from(JSON.stringify(sound)))
    case 'error_in_success':
      return answer({ status: 200, body: error })
    case 'no_content':
      return answer({ status: 200, body: hollow })
  }
}

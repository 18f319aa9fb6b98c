import { isUtf8 } from 'node:buffer'
import type { Completion } from './chat'
import { type Call, contact, type Endpoint, type Wire } from './contact'
import { answered, badResponse, type Failure, type Outcome } from './failure'
import { type Provider, parsed } from './providers/provider'

/** Bytes of an answer; no model writes as much. */
const LONGEST = 32 * 1024 * 1024

/** Asks once and resolves with the whole answer. Never rejects. */
export function askWhole(wire: Wire, endpoint: Endpoint, call: Call): Promise<Outcome<Completion>> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    let size = 0
    const link = contact(wire, endpoint, call, 'plain', {
      data(bytes) {
        pieces.push(bytes)
        size += bytes.length
        if (size > LONGEST) link.fail(badResponse('the answer is too long', 200))
      },
      end() {
        const read = readWhole(pieces, endpoint.provider, call.question.model)
        if ('kind' in read) return link.fail(read)
        link.done(read)
        resolve(answered(read))
      },
      lost: resolve,
    })
  })
}

/** The completion in the bytes of a success, or why there is none. Pure. */
export function readWhole(pieces: readonly Buffer[], provider: Provider, model: string): Completion | Failure {
  const bytes = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)
  if (bytes === undefined || bytes.length === 0) return badResponse('the answer is empty', 200)
  const body = isUtf8(bytes) ? parsed(bytes.toString('utf8')) : undefined
  if (body === undefined) return badResponse('the answer is no JSON', 200)
  const read = provider.completion(body, model)
  return 'unreadable' in read ? badResponse(read.unreadable, 200) : read
}

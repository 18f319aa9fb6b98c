import { setImmediate } from 'node:timers/promises'
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js'
import { type Clock, minutes } from '../shared/clock'
import { NotFound } from '../shared/errors'
import { type Ask, createAssistantServer } from './assistant-server'
import type { Tool } from './tool'
import type { Answered } from './using'

/** One client's conversation: its messages come in requests of their own. */
export interface Session {
  /** One request of the client's, answered as the protocol has it; the answer may come in parts until it is `over`. */
  handle(request: Request, message: unknown, from: From): Promise<Response>
  /** Lets what it has asked for be answered, and ends its open answers. */
  end(): Promise<void>
}

interface From {
  readonly whose: AuthInfo
  over(then: () => void): void
}

/** The conversations that clients have with this instance. */
export interface Sessions {
  /** Throws NotFound for one that is over, was never begun here or is another credential's. */
  find(id: string, credentialId: string): Session
  begin(credentialId: string): Promise<Session>
  endOf(credentialId: string): Promise<void>
  endAll(): Promise<void>
}

interface Deps {
  readonly tools: () => readonly Tool[]
  readonly ask: Ask
  readonly clock: () => Pick<Clock, 'every' | 'monotonic'>
  readonly newId: () => string
}

interface Kept extends Session {
  readonly credentialId: string
  open: number
  usedAt: number
}

const IDLE_MS = minutes(60)
/** Of one credential; whoever begins one more loses the one that was used least lately. */
const MOST_SESSIONS = 100

const noting =
  (ask: Ask, asked: Set<Promise<Answered>>): Ask =>
  (wanted, extra) => {
    const answer = ask(wanted, extra)
    asked.add(answer)
    const over = () => void asked.delete(answer)
    answer.then(over, over)
    return answer
  }

/** Whoever waits is told why nothing follows: they would wait on. */
async function last(asked: ReadonlySet<Promise<Answered>>, server: { close(): Promise<void> }): Promise<void> {
  await Promise.allSettled(asked)
  await setImmediate()
  await server.close()
}

/** Sessions stand in the memory of one instance: a client whose session is gone is told so, and begins another. */
export function createSessions({ tools, ask, clock, newId }: Deps): Sessions {
  const kept = new Map<string, Kept>()

  const drop = async (id: string) => {
    const session = kept.get(id)
    kept.delete(id)
    await session?.end()
  }
  const dropAll = async (which: (session: Kept) => boolean) => {
    await Promise.all([...kept].filter(([, session]) => which(session)).map(([id]) => drop(id)))
  }
  const makeRoom = async (credentialId: string) => {
    const now = clock().monotonic()
    await dropAll(({ open, usedAt }) => open === 0 && now - usedAt > IDLE_MS)
    const own = [...kept].filter(([, session]) => session.credentialId === credentialId).toSorted(([, one], [, other]) => one.usedAt - other.usedAt)
    await Promise.all(own.slice(0, Math.max(0, own.length - MOST_SESSIONS + 1)).map(([id]) => drop(id)))
  }

  return {
    find(id, credentialId) {
      const session = kept.get(id)
      if (session?.credentialId !== credentialId) throw new NotFound('That session is over, or was never begun here; begin another')
      return session
    },
    async begin(credentialId) {
      await makeRoom(credentialId)
      const { WebStandardStreamableHTTPServerTransport } = await import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js')
      const asked = new Set<Promise<Answered>>()
      const server = await createAssistantServer({
        ...{ tools: tools(), ask: noting(ask, asked), clock: { every: (ms, task) => clock().every(ms, task) } },
        // No answer follows what was cancelled.
        cancelled: (requestId) => transport.closeSSEStream(requestId),
      })
      const session: Kept = {
        ...{ credentialId, open: 0, usedAt: clock().monotonic(), end: () => last(asked, server) },
        handle(request, parsedBody, { whose: authInfo, over }) {
          session.open += 1
          over(() => {
            session.open -= 1
            session.usedAt = clock().monotonic()
          })
          return transport.handleRequest(request, { parsedBody, authInfo })
        },
      }
      const transport = new WebStandardStreamableHTTPServerTransport({
        sessionIdGenerator: newId,
        onsessioninitialized: (id) => void kept.set(id, session),
        onsessionclosed: (id) => void kept.delete(id),
      })
      await server.connect(transport)
      return session
    },
    endOf: (credentialId) => dropAll((session) => session.credentialId === credentialId),
    endAll: () => dropAll(() => true),
  }
}

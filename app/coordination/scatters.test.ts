import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BackplaneUnavailable } from '../backplane/errors'
import type { Question, Requests } from '../backplane/request'
import { systemClock } from '../shared/clock'
import type { Store } from '../store/store'
import { createScatters, type Scattering } from './scatters'

const as = { kind: 'person', id: 'uma', by: 'uma' } as const

/** An engine whose agents say what `replies` has for them: a reply, an error, or nothing until they are not asked any more. */
function house(replies: Readonly<Record<string, string | Error>>, listeners: readonly string[] = []) {
  const [asked, withdrawn]: [string[], string[]] = [[], []]
  const ask = async ({ to }: Question, signal?: AbortSignal) => {
    asked.push(to)
    const reply = replies[to]
    if (reply instanceof Error) throw reply
    if (reply !== undefined) return { kind: 'replied', by: to, data: reply } as const
    await systemClock.sleep(60_000, signal).catch((error: unknown) => {
      withdrawn.push(to)
      throw error
    })
    return { kind: 'timeout' } as const
  }
  let made = 0
  const { scatter } = createScatters({
    clock: systemClock,
    newId: () => `id ${++made}`,
    store: { find: async () => listeners.map((owner_id) => ({ owner_id, topics: '["vans"]' })) } as unknown as Store,
    agents: { get: async (id: string) => ({ id, status: 'active' }) as never },
    requests: { ask } as unknown as Requests,
  })
  const run = (over: Partial<Scattering>, signal = new AbortController().signal) =>
    scatter({ to: { kind: 'agents', ids: ['ada', 'sol', 'stu'] }, data: 'free?', way: { kind: 'all' }, timeoutMs: 60_000, as, ...over }, signal)
  return { asked, withdrawn, run }
}

describe('a question to several', () => {
  it('is taken back from all when one cannot be asked, and says why', async () => {
    const { run, withdrawn } = house({ ada: 'yes', sol: new BackplaneUnavailable('The engine does not answer') })
    await assert.rejects(run({}), BackplaneUnavailable)
    assert.deepEqual(withdrawn, ['stu'])
  })

  it('is taken back from the rest before the first replies are given', async () => {
    const { run, withdrawn } = house({ sol: 'yes' })
    assert.deepEqual(await run({ way: { kind: 'first_n', n: 1 } }), { replies: [{ from: 'sol', data: 'yes' }], missing: ['ada', 'stu'] })
    assert.deepEqual(withdrawn, ['ada', 'stu'])
  })

  it('gives no more than the first n, although more came at the same moment', async () => {
    const { run } = house({ ada: '1', sol: '2', stu: '3' })
    const { replies, missing } = await run({ way: { kind: 'first_n', n: 2 } })
    assert.deepEqual([replies.map(({ from }) => from), missing], [['ada', 'sol'], ['stu']])
  })

  it('is taken back from all when the asker leaves', async () => {
    const left = new AbortController()
    const { run, withdrawn } = house({ sol: 'yes' })
    const answer = run({}, left.signal)
    setImmediate(() => left.abort(new Error('the caller left')))
    await assert.rejects(answer, /the caller left/)
    assert.deepEqual(withdrawn, ['ada', 'stu'])
  })

  it('goes to at most a hundred that listen to a topic, each once', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `agent ${index}`)
    const replies = Object.fromEntries(many.map((id) => [id, 'yes']))
    const to = { kind: 'topic', topic: 'vans' } as const
    assert.equal((await house(replies, [...many, ...many]).run({ to })).replies.length, 100)
    const { run, asked } = house(replies, [...many, 'one more'])
    await assert.rejects(run({ to }), { code: 'conflict', details: { field: 'topic' } })
    assert.deepEqual(asked, [])
  })
})

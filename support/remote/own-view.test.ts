import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Api } from '../api'
import { NeedsControl } from './control'
import { momentOf, ownView } from './own-view'

const BEGAN = Date.UTC(2026, 10, 21, 12)
const idAt = (ms: number, number: number): string => {
  const time = (BEGAN + ms).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(number).padStart(12, '0')}`
}
const old = (count: number) => Array.from({ length: count }, (_, index) => ({ id: idAt(index - 1_000_000, index) }))
const own = (count: number) => Array.from({ length: count }, (_, index) => ({ id: idAt(index, index) }))

/** A platform with one list; its cursor is how many stand before. */
function platform(all: readonly { readonly id: string }[]): { readonly api: Api; readonly asked: () => number } {
  let asked = 0
  const call: Api['call'] = async (method, path) => {
    asked += 1
    const parameters = new URL(path, 'http://platform').searchParams
    const from = Number(parameters.get('cursor') ?? 0)
    const to = from + Number(parameters.get('limit') ?? 50)
    const text = JSON.stringify({ items: all.slice(from, to), next_cursor: to < all.length ? String(to) : null })
    return { method, path, status: 200, headers: {}, text, json: () => JSON.parse(text) }
  }
  const api = { call, identity: {}, origin: '' } as Pick<Api, 'call' | 'identity' | 'origin'> as Api
  return { api, asked: () => asked }
}

const refuse = (what: string): never => {
  throw new NeedsControl({ control: 'emptiness', what })
}

async function read(all: readonly { readonly id: string }[], path: string) {
  const { api } = platform(all)
  const reply = await ownView(api, { since: BEGAN, refuse, isForeign: (text) => text.includes('another') }).call('GET', path)
  return reply.json<{ items: { id: string }[]; next_cursor: string | null }>()
}

const numbers = (items: readonly { readonly id: string }[]) => items.map(({ id }) => momentOf(id) - BEGAN)

describe('Lists as an example sees them that is not the first', () => {
  test('Of a list that shows the newest first, what is older is left out', async () => {
    const { items, next_cursor } = await read(
      [...own(3), ...old(200)]
        .toReversed()
        .toReversed()
        .toSorted((a, b) => (a.id < b.id ? 1 : -1)),
      '/api/feed',
    )
    assert.deepEqual([numbers(items), next_cursor], [[2, 1, 0], null])
  })

  test('A page that is full of its own is the last one if nothing of its own follows', async () => {
    const newest = [...old(60), ...own(3)].toReversed()
    assert.equal((await read(newest, '/api/feed?limit=3')).next_cursor, null)
    assert.equal((await read(newest, '/api/feed?limit=2')).next_cursor, '2')
  })

  test('Of a list that shows the oldest first, pages begin where its own things do', async () => {
    for (const before of [0, 1, 49, 50, 100, 237]) {
      const { items, next_cursor } = await read([...old(before), ...own(5)], '/api/channels?limit=3')
      assert.deepEqual([before, numbers(items)], [before, [0, 1, 2]])
      assert.notEqual(next_cursor, null)
    }
  })

  test('What others have left and now happens is left out', async () => {
    const { items } = await read([...own(2), { ...own(3)[2], of: 'another' } as { id: string }], '/api/channels')
    assert.deepEqual(numbers(items), [0, 1])
  })

  test('Where nothing is its own there is nothing', async () => {
    for (const list of [old(3), old(50), old(51), old(230), old(230).toReversed()]) {
      assert.deepEqual(await read(list, '/api/proposals'), { items: [], next_cursor: null })
    }
  })

  test('What grows with every example is not read through', async () => {
    await assert.rejects(read(own(1), '/api/people'), NeedsControl)
  })

  test('The trail is asked for from the beginning of the example', async () => {
    const paths: string[] = []
    const { api } = platform([])
    const noting: Api = {
      ...api,
      call(method, path, call) {
        paths.push(path)
        return api.call(method, path, call)
      },
    }
    await ownView(noting, { since: BEGAN, refuse, isForeign: (text) => text.includes('another') }).call('GET', '/api/audit?limit=2')
    assert.deepEqual(paths, ['/api/audit?limit=2&from=2026-11-21T12%3A00%3A00.000Z'])
  })
})

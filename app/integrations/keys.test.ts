import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { createTrail } from '../audit/trail'
import { handClock } from '../llm/test-kit'
import { newPerson } from '../people/people'
import { invitePerson } from '../people/people-store'
import { createIds } from '../shared/ids'
import { seededRandom } from '../shared/random'
import { createSeal } from '../shared/seal'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import type { ProviderKeyRow } from '../store/tables'
import { looksLikeKey, serving } from './key'
import { createKeys } from './keys'
import { code } from './test-kit'

const KEY = 'sk-alice-0123456789'
const OTHER = 'sk-other-9876543210'
const PLATFORM_KEY = 'sk-platform-abcdefgh'

async function bench() {
  const clock = handClock()
  const connection = openSqlite(':memory:', 0)
  const store = storeOn(connection)
  const newId = createIds({ clock, random: seededRandom(1) })
  const entry = () => ({ id: newId(), at: 0, actor: 'platform', action: 'person.invited' })
  for (const name of ['alice', 'bob']) {
    await store.write(invitePerson, { person: newPerson(name, { name, email: `${name}@example.com`, role: 'user' }, 0), entry: entry() })
  }
  const keys = createKeys({ store, clock, newId, seal: createSeal(randomBytes(32)), platformKeys: { openai: PLATFORM_KEY } })
  const trail = createTrail({ store, clock, newId, knownHeads: async () => [] })
  const audit = async () => (await trail.page({ after: 0, limit: 100, newestFirst: false })).records.slice(2)
  return { keys, connection, audit }
}

describe('own keys', () => {
  it('are shown as their last four characters and stored sealed', async () => {
    const { keys, connection, audit } = await bench()
    const view = { provider: 'openai', last4: '6789', status: 'active', allowPlatformKey: false }
    assert.deepEqual(await keys.put('alice', 'openai', { key: KEY }), view)
    assert.deepEqual(await keys.view('alice', 'openai'), view)
    assert.deepEqual(await keys.keyFor('alice', 'openai'), { key: KEY, own: true })
    const stored = JSON.stringify([connection.prepare('select * from provider_key').all(), await audit()])
    assert.ok(!stored.includes(KEY) && !stored.includes('alice-0123'))
  })

  it('serve nobody else, even if the stored row is copied', async () => {
    const { keys, connection } = await bench()
    await keys.put('alice', 'openai', { key: KEY })
    await assert.rejects(keys.view('bob', 'openai'), code('not_found'))
    assert.deepEqual(await keys.keyFor('bob', 'openai'), { key: PLATFORM_KEY, own: false })
    connection.exec("insert into provider_key select 'bob', provider, sealed, last4, status, allow_platform_key, updated_at from provider_key")
    await assert.rejects(keys.keyFor('bob', 'openai'), code('provider_key_unreadable'))
    connection.exec("update provider_key set provider = 'anthropic' where person_id = 'alice'")
    await assert.rejects(keys.keyFor('alice', 'anthropic'), code('provider_key_unreadable'))
  })

  it('can be replaced and removed at once', async () => {
    const { keys, audit } = await bench()
    await keys.put('alice', 'openai', { key: KEY, allowPlatformKey: true })
    await keys.put('alice', 'openai', { key: OTHER })
    assert.deepEqual(await keys.keyFor('alice', 'openai'), { key: OTHER, own: true })
    await keys.remove('alice', 'openai')
    assert.deepEqual(await keys.keyFor('alice', 'openai'), { key: PLATFORM_KEY, own: false })
    await keys.put('alice', 'openai', { allowPlatformKey: false })
    assert.equal(await keys.keyFor('alice', 'openai'), undefined)
    await assert.rejects(keys.view('alice', 'openai'), code('not_found'))
    await assert.rejects(keys.remove('alice', 'openai'), code('not_found'))
    assert.deepEqual(
      (await audit()).map(({ action }) => action),
      ['key.stored', 'key.stored', 'key.removed', 'key.allowance_changed'],
    )
  })

  it('are marked as rejected only while they are the ones that were rejected', async () => {
    const { keys, audit } = await bench()
    await keys.put('alice', 'openai', { key: KEY })
    await keys.put('alice', 'openai', { key: OTHER })
    await keys.rejected('alice', 'openai', { key: KEY, own: true })
    await keys.rejected('alice', 'openai', { key: PLATFORM_KEY, own: false })
    assert.equal((await keys.view('alice', 'openai')).status, 'active')
    await keys.rejected('alice', 'openai', { key: OTHER, own: true })
    await keys.rejected('alice', 'openai', { key: OTHER, own: true })
    assert.equal((await keys.view('alice', 'openai')).status, 'rejected')
    assert.deepEqual(await keys.keyFor('alice', 'openai'), { key: OTHER, own: true })
    assert.equal((await audit()).filter(({ action }) => action === 'key.rejected').length, 1)
    await keys.put('alice', 'openai', { key: KEY })
    assert.equal((await keys.view('alice', 'openai')).status, 'active')
  })

  it('must be given, or something said about the platform’s', async () => {
    const { keys } = await bench()
    await assert.rejects(keys.put('alice', 'openai', {}), code('invalid_input'))
    await assert.rejects(keys.put('alice', 'openai', { key: 'short' }), code('invalid_input'))
    for (const bad of ['1234567', 'with a space', 'line\nend-of-it', 'schlüssel-lang', 'x'.repeat(513), '']) assert.equal(looksLikeKey(bad), false, bad)
    for (const good of ['12345678', 'x'.repeat(512)]) assert.ok(looksLikeKey(good))
  })
})

describe('whose key serves', () => {
  const row = (provider: string, status: string, allow: boolean): ProviderKeyRow => ({
    ...{ person_id: 'alice', provider, status, updated_at: 0, allow_platform_key: Number(allow) },
    ...(status === 'active' || status === 'rejected' ? { sealed: 'sealed', last4: '6789' } : { sealed: null, last4: null }),
  })
  const cases: readonly [string, readonly ProviderKeyRow[], 'own' | 'platform'][] = [
    ['never brought a key', [], 'platform'],
    ['never brought a key, and said no', [row('openai', 'none', false)], 'own'],
    ['never brought a key, and said no elsewhere', [row('anthropic', 'none', false)], 'platform'],
    ['has a key', [row('openai', 'active', false)], 'own'],
    ['has a key and allows the platform’s', [row('openai', 'active', true)], 'own'],
    ['has a rejected key', [row('openai', 'rejected', false)], 'own'],
    ['has a rejected key and allows the platform’s', [row('openai', 'rejected', true)], 'platform'],
    ['removed the key', [row('openai', 'removed', false)], 'own'],
    ['removed the key and allows the platform’s', [row('openai', 'removed', true)], 'platform'],
    ['has a key for the other provider', [row('anthropic', 'active', true)], 'own'],
    ['has a key for the other provider and allows the platform’s here', [row('anthropic', 'active', false), row('openai', 'none', true)], 'platform'],
    ['removed the key for the other provider', [row('anthropic', 'removed', false)], 'own'],
  ]
  for (const [who, rows, expected] of cases) it(`of a person who ${who}: ${expected}`, () => assert.equal(serving(rows, 'openai'), expected))
})

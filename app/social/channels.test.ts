import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { systemClock } from '../shared/clock'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { createChannels } from './channels'

const UMA = { id: 'uma', role: 'user' } as const

function open(mask: (text: string) => string) {
  const database = openSqlite(':memory:', 0)
  database.exec("insert into person (id, name, email, role, created_at) values ('uma', 'Uma', 'uma@example.com', 'user', 0)")
  let ids = 0
  const channels = createChannels({ store: storeOn(database), clock: systemClock, newId: () => `id-${++ids}`, mask })
  const stored = () => database.prepare('select name from channel union all select content from channel_message').pluck().all()
  return { channels, stored, records: () => database.prepare('select count(*) from audit').pluck().get() }
}

describe('masking in channels', () => {
  it('comes before storing, in names and in messages', async () => {
    const { channels, stored } = open((text) => text.replaceAll('secret', '[key]'))
    const { id, name } = await channels.open({ name: 'secret plan', type: 'general', isPrivate: false }, { by: UMA })
    const { content } = await channels.post(id, 'the secret', { by: UMA })
    assert.deepEqual([name, content], ['[key] plan', 'the [key]'])
    assert.deepEqual(stored(), ['[key] plan', 'the [key]'])
  })

  it('stores nothing if it fails', async () => {
    let fails = false
    const { channels, stored, records } = open((text) => {
      if (fails) throw new Error('no masking today')
      return text
    })
    const { id } = await channels.open({ name: 'plan', type: 'general', isPrivate: false }, { by: UMA })
    fails = true
    await assert.rejects(channels.post(id, 'the secret', { by: UMA }), /no masking today/)
    await assert.rejects(channels.open({ name: 'other', type: 'general', isPrivate: false }, { by: UMA }), /no masking today/)
    assert.deepEqual([stored(), records()], [['plan'], 1])
  })
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:http'
import { describe, it } from 'node:test'
import { setTimeout as passing } from 'node:timers/promises'
import { request } from 'undici'
import { codeIn, event, liveServer, PER_MINUTE } from './live-test-kit'

describe('the two-way line', () => {
  const place = liveServer()
  const { line, refusal } = place

  it('is refused in HTTP before it opens', async () => {
    assert.deepEqual(await refusal({}), [401, 'unauthenticated'])
    assert.deepEqual(await refusal({ authorization: 'Bearer nobody' }), [401, 'unauthenticated'])
    assert.deepEqual(await refusal({ cookie: 'concord_session=sam' }), [403, 'forbidden'])
    assert.deepEqual(await refusal({ cookie: 'concord_session=sam', origin: 'https://elsewhere.example' }), [403, 'forbidden'])
    const unfinished = { authorization: 'Bearer uma', connection: 'upgrade', upgrade: 'websocket' }
    const [answer] = await once(get(`${place.origin}/api/live`, { headers: unfinished }), 'response')
    assert.equal(answer.statusCode, 400)
    answer.resume()
  })

  it('opens for a session from our own pages', async () => {
    const { socket } = await line({ cookie: 'concord_session=sam', origin: place.origin })
    socket.close()
  })

  it('is not there for those who do not ask for it', async () => {
    const plain = await request(`${place.origin}/api/live`, { headers: { authorization: 'Bearer uma' } })
    assert.deepEqual([plain.statusCode, plain.headers.upgrade], [426, 'websocket'])
  })

  it('leaves requests alone that wish for another protocol elsewhere', async () => {
    const [answer] = await once(get(`${place.origin}/healthz`, { headers: { connection: 'upgrade', upgrade: 'h2c' } }), 'response')
    assert.equal(answer.statusCode, 200)
    answer.resume()
  })

  it('shows the events of several executions, each once and in order', async () => {
    const { until, say, closed, socket } = await line()
    say({ watch: 'e1' })
    say({ watch: 'e2', after: 4 })
    say({ ping: 'ready' })
    await until(1)
    place.now.live.publish('e1', [event(1), event(2)], false)
    place.now.live.publish('e2', [event(5)], true)
    await until(5)
    place.now.live.publish('e1', [event(3)], false)
    say({ unwatch: 'e1' })
    await until(7)
    place.now.live.publish('e1', [event(4)], false)
    say({ ping: true })
    assert.deepEqual(await until(8), [
      { pong: 'ready' },
      { execution_id: 'e1', number: 1, event: 'streaming:update', data: { delta: 'word1' } },
      { execution_id: 'e1', number: 2, event: 'streaming:update', data: { delta: 'word2' } },
      { execution_id: 'e2', number: 5, event: 'streaming:update', data: { delta: 'word5' } },
      { execution_id: 'e2', closed: { reason: 'ended' } },
      { execution_id: 'e1', number: 3, event: 'streaming:update', data: { delta: 'word3' } },
      { execution_id: 'e1', closed: { reason: 'unwatched' } },
      { pong: true },
    ])
    socket.close()
    assert.equal(await closed, '1005 ')
  })

  it('carries texts of every length whole', async () => {
    const { until, say, socket } = await line()
    say({ watch: 'e1' })
    say({ ping: true })
    await until(1)
    const texts = [10, 200, 70_000].map((length, index) => `${'ж'.repeat(length)}${index}`)
    for (const [index, text] of texts.entries()) place.now.live.publish('e1', [event(index + 1, text)], false)
    const frames = await until(4)
    assert.deepEqual(
      frames.slice(1).map(({ data }) => (data as { delta: string }).delta),
      texts,
    )
    socket.close()
  })

  it('names what is wrong with a frame, and stays open', async () => {
    const { until, say, socket } = await line()
    const wrong: readonly [unknown, string, string][] = [
      ['{', 'invalid_input', 'body'],
      ['[]', 'invalid_input', 'body'],
      [{}, 'invalid_input', 'body'],
      [{ wach: 'e1' }, 'invalid_input', 'wach'],
      [{ watch: 'e1', from: 1 }, 'invalid_input', 'from'],
      [{ watch: 'e1', after: -1 }, 'invalid_input', 'after'],
      ['{"watch":"e1","watch":"e2"}', 'invalid_input', 'watch'],
      [{ watch: 7 }, 'invalid_input', 'watch'],
      [{ unwatch: 'e1' }, 'invalid_input', 'unwatch'],
      [{ subscribe: [] }, 'invalid_input', 'subscribe'],
      [{ ack: '1' }, 'invalid_input', 'subscription'],
      [{ nack: '1', reason: '' }, 'invalid_input', 'reason'],
      [{ subscription: 7 }, 'invalid_input', 'subscription'],
    ]
    for (const [frame] of wrong) say(frame)
    say({ watch: 'x' })
    say({ subscribe: ['alerts'] })
    const frames = await until(wrong.length + 2)
    const told = frames.map(({ error }) => error as { code: string; field: string })
    assert.deepEqual(
      told.map(({ code, field }) => [code, field]),
      [...wrong.map(([, code, field]) => [code, field]), ['not_found', undefined], ['forbidden', undefined]],
    )
    assert.equal(frames.at(-2)?.execution_id, 'x')
    socket.close()
  })

  it('counts each frame as a request', async () => {
    const { until, say, socket } = await line()
    for (let count = 0; count < PER_MINUTE; count += 1) say({ ping: true })
    const [last] = (await until(PER_MINUTE)).slice(-1)
    assert.equal(codeIn(last), 'rate_limited')
    socket.close()
  })

  it('reads no more than it can answer', async () => {
    const { until, say, socket } = await line()
    const held = Promise.withResolvers<void>()
    Object.assign(place.now.parts.executions, { get: () => held.promise })
    say({ watch: 'e1' })
    const count = 600
    for (let index = 0; index < count; index += 1) say(`{"ping":"${'a'.repeat(65_000)}"}`)
    await passing(300)
    assert.notEqual(socket.bufferedAmount, 0)
    held.resolve()
    assert.equal(codeIn((await until(count)).at(-1)), 'rate_limited')
    socket.close()
  })

  it('closes on what it does not speak', async () => {
    const binary = await line()
    binary.socket.send(Buffer.from('{}'))
    assert.equal(await binary.closed, '1003 text_only')
    const large = await line()
    large.say(`{"ping":"${'a'.repeat(65_536)}"}`)
    assert.equal(await large.closed, '1009 ')
  })

  it('calls a frame with the name of what every object has a mistake', async () => {
    const { socket, frames } = await line()
    socket.send('{"constructor": 1}')
    while (frames.length === 0) await passing(5)
    assert.equal((frames[0] as { error: { status: number } }).error.status, 400)
    socket.close()
  })
})

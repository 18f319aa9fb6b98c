import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { request } from 'undici'
import { settle } from '../llm/test-kit'
import { Forbidden, Unauthenticated } from '../shared/errors'
import { event, liveServer, people } from './live-test-kit'

describe('whoever watches is sent away', () => {
  const place = liveServer()
  const { line, refusal } = place

  /** The server answers in the order in which it hears: what this side has answered before has come by then. */
  const hasAnswered = async ({ socket }: Awaited<ReturnType<typeof line>>) => {
    const back = once(socket, 'pong')
    socket.ping()
    await back
  }

  it('closes at once when the credential is revoked or the platform stops', async () => {
    const revoked = await line()
    revoked.say({ ping: true })
    await revoked.until(1)
    place.now.openWork.endOf('uma', new Unauthenticated('revoked'))
    assert.equal(await revoked.closed, '1008 unauthenticated')
    const demoted = await line()
    demoted.say({ ping: true })
    await demoted.until(1)
    place.now.openWork.endOf('uma', new Forbidden('Your role was changed'))
    assert.equal(await demoted.closed, '1008 forbidden')
    const stopped = await line()
    stopped.say({ ping: true })
    await stopped.until(1)
    assert.equal(await place.now.openWork.drain(1_000), 0)
    assert.equal(await stopped.closed, '1001 shutting_down')
    assert.deepEqual(await refusal({ authorization: 'Bearer uma' }), [503, 'shutting_down'])
  })

  it('sends a viewer away who does not read, and slows nobody', async () => {
    const [stalled, prompt] = [await line(), await line()]
    for (const { say, until } of [stalled, prompt]) {
      say({ watch: 'e1' })
      say({ ping: true })
      await until(1)
    }
    stalled.socket.pause()
    let number = 0
    while (place.now.openWork.count() === 2 && number < 5_000) {
      number += 1
      place.now.live.publish('e1', [event(number, 'a'.repeat(10_000))], false)
      await prompt.until(number + 1)
    }
    assert.equal(place.now.openWork.count(), 1)
    stalled.socket.resume()
    assert.equal(await stalled.closed, '1013 too_slow')
    assert.equal(prompt.frames.length, number + 1)
    prompt.socket.close()
  })

  it('gives up who does not answer, and looks whether the right still holds', async () => {
    const gone = await line()
    const there = await line()
    gone.socket.pause()
    const asked = once(there.socket, 'ping')
    await place.now.clock.advance(30_000)
    await asked
    await hasAnswered(there)
    await place.now.clock.advance(30_000)
    await settle()
    assert.equal(place.now.openWork.count(), 1)
    gone.socket.resume()
    assert.equal(await gone.closed, '4000 silent')
    people.uma = 'supervisor'
    try {
      await hasAnswered(there)
      await place.now.clock.advance(30_000)
      assert.equal(await there.closed, '1008 forbidden')
    } finally {
      people.uma = 'user'
    }
  })

  it('ends a stream of events whose reader has lost the right to it, wherever that was decided', async () => {
    const stream = await request(`${place.origin}/api/events/stream?topics=news`, { headers: { authorization: 'Bearer uma' } })
    const ended = stream.body.text()
    await place.now.clock.advance(30_000)
    await settle()
    assert.equal(place.now.openWork.count(), 1)
    people.uma = 'supervisor'
    try {
      await place.now.clock.advance(30_000)
      assert.equal(await ended, '')
      assert.equal(place.now.openWork.count(), 0)
    } finally {
      people.uma = 'user'
    }
  })

  it('outlives whoever breaks off while they are being refused, and keeps nobody who was', async () => {
    const { hostname, port } = new URL(place.origin)
    const knock = async () => {
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
      await once(socket, 'connect')
      socket.write(
        'GET /api/live HTTP/1.1\r\nhost: concord\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      )
      return socket
    }
    const before = await place.open()
    for (let count = 0; count < 20; count += 1) (await knock()).resetAndDestroy()
    const half = await knock()
    const [answer] = await once(half, 'data')
    assert.match(String(answer), /^HTTP\/1\.1 401 /)
    half.resume()
    await once(half, 'end')
    assert.equal(await place.open(), before)
    half.destroy()
  })
})

import assert from 'node:assert/strict'
import { Socket } from 'node:net'
import { test } from 'node:test'
import { errors } from 'undici'
import { inTime } from './connector'
import { handClock } from './test-kit'

const TARGET = { hostname: 'provider.test', protocol: 'https:', port: '443' }

test('A connection that does not come about in time is given up and closed', async () => {
  const clock = handClock()
  const socket = new Socket()
  const told: (Error | Socket | null)[] = []
  inTime(clock, 5_000, () => socket)(TARGET, (...[error]) => void told.push(error))
  await clock.advance(4_999)
  assert.equal(told.length, 0)
  await clock.advance(1)
  assert.ok(told[0] instanceof errors.ConnectTimeoutError)
  assert.ok(socket.destroyed)
})

test('A connection that comes too late is closed and not handed out', async () => {
  const clock = handClock()
  const socket = new Socket()
  let told = 0
  let arrive = () => {}
  const connect = inTime(clock, 5_000, (_options, callback) => {
    arrive = () => callback(null, socket)
  })
  connect(TARGET, () => {
    told += 1
  })
  await clock.advance(5_000)
  arrive()
  assert.equal(told, 1)
  assert.ok(socket.destroyed)
})

test('A connection in time leaves no timer', () => {
  const clock = handClock()
  const socket = new Socket()
  const told: (Error | Socket | null)[] = []
  inTime(clock, 5_000, (_options, callback) => callback(null, socket))(TARGET, (...[, given]) => void told.push(given))
  assert.deepEqual(told, [socket])
  assert.equal(clock.pending(), 0)
})

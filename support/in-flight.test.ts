import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { setTimeout as rest } from 'node:timers/promises'
import { eventually } from './eventually'
import { nothingInFlight } from './in-flight'

const untilNothing = () => eventually(() => nothingInFlight() || undefined, 'a thread to which nothing is on its way')

/** Both ends of a connection, at rest. */
async function connected(use: (client: net.Socket, server: net.Socket) => Promise<void>): Promise<void> {
  const listening = net.createServer().listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const client = net.connect((listening.address() as AddressInfo).port, '127.0.0.1')
  assert.equal(nothingInFlight(), false, 'while it connects')
  const [server] = (await once(listening, 'connection')) as [net.Socket]
  await untilNothing()
  try {
    await use(client, server)
  } finally {
    for (const end of [client, server]) end.destroy()
    await untilNothing()
    listening.close()
  }
}

describe('what is on its way to this thread', () => {
  it('is nothing at first, and nothing where a connection is at rest', async () => {
    assert.equal(nothingInFlight(), true)
    await connected(async () => assert.equal(nothingInFlight(), true))
    assert.equal(nothingInFlight(), true)
  })

  it('is what one end has written and the other has not read', () =>
    connected(async (client, server) => {
      server.write('word')
      assert.equal(nothingInFlight(), false)
      await once(client, 'readable')
      client.read()
      assert.equal(nothingInFlight(), true)
    }))

  it('is the end of a connection that the other has not seen', () =>
    connected(async (client, server) => {
      for (const end of [client, server]) end.resume()
      server.end()
      assert.equal(nothingInFlight(), false)
      await once(client, 'end')
      await untilNothing()
    }))

  it('is whatever the other end says that is not here', async () => {
    const code = "require('node:net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })"
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    const client = net.connect(Number(port), '127.0.0.1')
    await once(client, 'connect')
    await rest(20)
    assert.equal(nothingInFlight(), false)
    client.destroy()
    child.kill()
    await once(child, 'close')
    await untilNothing()
  })

  it('is what a process says that is talked with', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
    await rest(20)
    assert.equal(nothingInFlight(), false)
    child.stdin.end()
    await once(child, 'close')
    await untilNothing()
  })

  it('is a file that is read, a digest that is made, and a timer of an instant', async () => {
    const file = readFile(__filename)
    assert.equal(nothingInFlight(), false)
    await file
    const digest = webcrypto.subtle.digest('SHA-256', Buffer.alloc(1_000))
    assert.equal(nothingInFlight(), false)
    await digest
    await untilNothing()
    const instant = Promise.withResolvers<void>()
    setTimeout(instant.resolve, 20)
    assert.equal(nothingInFlight(), false)
    await instant.promise
    await untilNothing()
  })
})

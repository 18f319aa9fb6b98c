import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createLogger } from '../../shared/logger'
import { BackplaneUnavailable } from '../errors'
import { createLink, type Link } from './link'

/** A server whose start never ends, and how often it was started. */
function slowServer() {
  let starts = 0
  const open = () => {
    starts += 1
    return new Promise<never>(() => {})
  }
  return { link: createLink({ setting: 'ITS_SETTING', open, logger: createLogger('silent') }), starts: () => starts }
}

describe('the line to a server that takes its time to start', () => {
  let server: ReturnType<typeof slowServer>
  let link: Link
  beforeEach(() => {
    server = slowServer()
    link = server.link
  })

  it('holds nobody up for longer than an answer may take, and is being opened all the same', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] })
    const calls = [link.call('tell', {}), link.reach()].map((call) => call.catch((error: unknown) => error))
    let over = false
    const done = Promise.all(calls).finally(() => {
      over = true
    })
    await until(() => server.starts() === 1)
    test.mock.timers.tick(4_999)
    await turn()
    assert.equal(over, false)
    test.mock.timers.tick(1)
    for (const error of await done) assert.ok(error instanceof BackplaneUnavailable)
    assert.equal(link.trouble(), 'ITS_SETTING: the MCP server does not answer')
    assert.equal(server.starts(), 1)
  })
})

const turn = () => new Promise((resolve) => setImmediate(resolve))

async function until(met: () => boolean): Promise<void> {
  while (!met()) await turn()
}

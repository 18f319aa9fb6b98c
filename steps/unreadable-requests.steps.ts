import { connect } from 'node:net'
import { Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { perScenario } from '../support/per-scenario'
import type { ConcordWorld } from '../support/world'

/** What is wrong with a request, and the bytes of it. */
const UNREADABLE = {
  'speaks another language': 'EHLO concord\r\n\r\n',
  'names two lengths for one request': 'POST /api/llm/chat HTTP/1.1\r\nhost: concord\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
  'ends its lines in the middle of a name': 'GET /healthz HTTP/1.1\r\nho\rst: concord\r\n\r\n',
  'says 20 kilobytes about itself': `GET /healthz HTTP/1.1\r\nhost: concord\r\nx-much: ${'x'.repeat(20_480)}\r\n\r\n`,
} as const
type Unreadable = keyof typeof UNREADABLE

const stateOf = perScenario(() => ({ told: '' }))

/** Everything that comes back until the platform hangs up. */
async function exchange(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.end(bytes)
  const pieces: Buffer[] = []
  for await (const piece of socket) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

When(new RegExp(`^a program (${Object.keys(UNREADABLE).join('|')})$`), async function (this: ConcordWorld, what: Unreadable) {
  this.open()
  stateOf(this).told = await this.wait(exchange(this.origin, UNREADABLE[what]), 'the refusal')
})

Then('it is told {string}', function (this: ConcordWorld, title: string) {
  const [head = '', body = ''] = stateOf(this).told.split('\r\n\r\n')
  expect(head).to.match(/^HTTP\/1\.1 4\d\d /)
  expect(head).to.include('content-type: application/problem+json')
  expect(JSON.parse(body)).to.deep.include({ title, field: 'headers' })
})

Then('the platform is alive', async function (this: ConcordWorld) {
  expect((await this.wait(this.api({}).call('GET', '/healthz'), 'health')).status).to.equal(200)
})

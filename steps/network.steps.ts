import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { ProviderWord } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { reachedOut, sideEffects } from '../support/side-effects'
import type { ConcordWorld } from '../support/world'

const BASE_URL: Readonly<Record<ProviderWord, string>> = { openai: 'OPENAI_BASE_URL', anthropic: 'ANTHROPIC_BASE_URL' }
const REFUSED = 'refused'

/** The neighbour of a scenario, and what was heard when a connection was tried. */
const tried = perScenario(() => ({ neighbour: '', heard: 'nothing was tried' }))

async function attempt(world: ConcordWorld, what: string, connection: Promise<string>): Promise<void> {
  const heard = connection.catch(() => REFUSED)
  tried(world).heard = await world.wait(heard, what)
}

const pageAt = async (address: string): Promise<string> => (await fetch(address)).text()

Given('the platform looks for {provider} at {string}', function (this: ConcordWorld, provider: ProviderWord, address: string) {
  this.set(BASE_URL[provider], address)
})

Given('a neighbour on this machine who answers {string}', async function (this: ConcordWorld, text: string) {
  const server = createServer((_request, response) => response.end(text)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  this.afterwards(async () => {
    server.closeAllConnections()
    server.close()
  })
  tried(this).neighbour = `http://localhost:${(server.address() as AddressInfo).port}/`
})

/** What somebody else says who is found in the place of a provider, before hanging up. */
const STRANGERS = {
  'mail server': '220 mail.example.com ready\r\n',
  'server that hangs up in the middle of a word': 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"choi',
  'server that never comes to the point': `HTTP/1.1 200 OK\r\n${'x-more: and more\r\n'.repeat(2_000)}`,
  'server that says nothing': '',
} as const

Given(
  new RegExp(`^a (${Object.keys(STRANGERS).join('|')}) stands where the platform looks for (OpenAI|Anthropic)$`),
  async function (this: ConcordWorld, stranger: keyof typeof STRANGERS, provider: ProviderWord) {
    const server = net.createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end(STRANGERS[stranger]))).listen(0, '127.0.0.1')
    await once(server, 'listening')
    this.afterwards(async () => void server.close())
    this.set(BASE_URL[provider], `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  },
)

When('the neighbour is asked', async function (this: ConcordWorld) {
  await attempt(this, 'the neighbour', pageAt(tried(this).neighbour))
})

When('a page is fetched from {string}', async function (this: ConcordWorld, address: string) {
  await attempt(this, address, pageAt(address))
})

When('a live connection is opened to {string}', async function (this: ConcordWorld, address: string) {
  const socket = new WebSocket(address)
  const opened = new Promise<string>((resolve, reject) => {
    socket.onopen = () => resolve('opened')
    socket.onerror = reject
  })
  await attempt(this, address, opened)
})

When('a bare connection is opened to {string} on line {int}', async function (this: ConcordWorld, host: string, port: number) {
  const socket = net.connect({ host, port })
  const answered = new Promise<string>((resolve, reject) => socket.once('data', () => resolve('answered')).once('error', reject))
  socket.write('EHLO concord.example.com\r\n')
  await attempt(this, host, answered)
})

When('a program that the example starts fetches a page from {string}', async function (this: ConcordWorld, address: string) {
  const code = `fetch(${JSON.stringify(address)}).catch(() => process.exit(0))`
  const preload = ['-r', 'ts-node/register', '-r', require.resolve('../support/guard-preload.ts')]
  const ended = new Promise<string>((resolve) => {
    execFile(process.execPath, [...preload, '-e', code], (error, _stdout, stderr) => resolve(`${error === null ? 'well' : 'ill'}: ${stderr.trim()}`))
  })
  await attempt(this, address, ended)
})

Then('the connection was refused', function (this: ConcordWorld) {
  expect(tried(this).heard).to.equal(REFUSED)
})

Then('the neighbour answered {string}', function (this: ConcordWorld, text: string) {
  expect(tried(this).heard).to.equal(text)
})

Then('the program is failed for reaching out to {string}', function (this: ConcordWorld, address: string) {
  expect(tried(this).heard).to.equal(`ill: Refused a connection to ${address}: no scenario reaches the real network`)
})

Then('the example is failed for reaching out to {string}, and for nothing else', async function (this: ConcordWorld, address: string) {
  const problems = new Set(await sideEffects(this, { steps: [] }))
  expect([...problems]).to.deep.equal([reachedOut(address)])
  this.reach.here('everything that the process sends out')
  this.network.forgive()
})

Then('the example is not failed for reaching out', function (this: ConcordWorld) {
  this.reach.here('everything that the process sends out')
  expect(this.network.unanswered()).to.deep.equal([])
})

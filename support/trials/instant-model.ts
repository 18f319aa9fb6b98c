import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A provider in OpenAI's shape that answers at once, and remembers how often it was asked what. */
export interface InstantModel {
  readonly baseUrl: string
  /** How often each text was the last thing that was said. */
  readonly asked: ReadonlyMap<string, number>
  close(): Promise<void>
}

const SLOW_WORDS = 12
const SLOW_MS = 15
const USAGE = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 }

const frame = (rest: object): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-trial', object: 'chat.completion.chunk', created: 1, model: 'trial', ...rest })}\n\n`
const word = (content: string): string => frame({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })
const END = `${frame({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}${frame({ choices: [], usage: USAGE })}data: [DONE]\n\n`
const OPENING = frame({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] })

/** What it does is said in what it is asked: `slowly`, `refused`, `broken off`; a task that is to be split is split; otherwise it answers in three words. */
export async function startModel(): Promise<InstantModel> {
  const asked = new Map<string, number>()
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const text = lastSaid(Buffer.concat(pieces).toString())
      asked.set(text, (asked.get(text) ?? 0) + 1)
      answer(text, response)
    })
  })
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

function lastSaid(body: string): string {
  const { messages } = JSON.parse(body) as { messages: readonly { readonly content: string }[] }
  return messages.at(-1)?.content ?? ''
}

function answer(text: string, response: ServerResponse): void {
  if (text.includes('refused')) {
    response.writeHead(400, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { message: 'No.', type: 'invalid_request_error', param: null, code: null } }))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(OPENING)
  if (text.startsWith('Split this task')) response.end(`${word(planFor(text))}${END}`)
  else if (text.includes('slowly')) speakSlowly(response, SLOW_WORDS)
  else if (text.includes('broken off')) response.write(word('Half'), () => response.destroy())
  else response.end(`${word('One ')}${word('two ')}${word('three.')}${END}`)
}

/** A part for each worker that is named, and each in words of its own. */
function planFor(text: string): string {
  const [, number] = /errand (\d+):/.exec(text) ?? []
  const [, workers = '[]'] = /Workers:\n(.*)\n/.exec(text) ?? []
  const named: readonly { readonly id: string }[] = JSON.parse(workers)
  return JSON.stringify(named.map(({ id }, index) => ({ worker: id, task: `errand ${number}.${index + 1}: ${index === 0 ? 'please' : 'slowly'}` })))
}

function speakSlowly(response: ServerResponse, left: number): void {
  if (response.destroyed) return
  if (left > 0) {
    response.write(word(`word ${left} `))
    setTimeout(() => speakSlowly(response, left - 1), SLOW_MS)
  } else response.end(END)
}

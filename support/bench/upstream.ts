import { createServer, type ServerResponse } from 'node:http'
import { tellPort } from './processes'

// A trivial provider: answers OpenAI's chat completions and Anthropic's messages at once, or (`unavailable`) refuses everything with 503.

const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 }
const TEXT = 'Hello! How can I help you today? I am a trivial upstream.'
const STREAMED_WORDS = 20

const openai = JSON.stringify({
  id: 'chatcmpl-bench',
  object: 'chat.completion',
  created: 1_760_000_000,
  model: 'gpt-bench',
  choices: [{ index: 0, message: { role: 'assistant', content: TEXT, refusal: null }, finish_reason: 'stop', logprobs: null }],
  usage,
})
const anthropic = JSON.stringify({
  id: 'msg_bench',
  type: 'message',
  role: 'assistant',
  model: 'claude-bench',
  content: [{ type: 'text', text: TEXT }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens },
})
const unavailable = JSON.stringify({ error: { message: 'The engine is currently overloaded.', type: 'server_error', param: null, code: null } })

const chunk = (rest: object) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'gpt-bench', ...rest })}\n\n`
const choice = (delta: object, finish_reason: string | null = null) => chunk({ choices: [{ index: 0, delta, finish_reason }] })
const words = [
  choice({ role: 'assistant', content: '' }),
  ...Array.from({ length: STREAMED_WORDS }, (_, index) => choice({ content: ` word${index}` })),
  choice({}, 'stop'),
  chunk({ choices: [], usage }),
  'data: [DONE]\n\n',
]

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const word of words) response.write(word)
  response.end()
}

const refuses = process.argv[2] === 'unavailable'
const server = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    if (refuses) return send(response, 503, unavailable)
    if (Buffer.concat(pieces).includes('"stream":true')) return stream(response)
    return send(response, 200, request.url === '/v1/messages' ? anthropic : openai)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => tellPort(server))

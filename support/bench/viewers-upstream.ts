import { createServer } from 'node:http'
import { FIRST_CHUNK, LAST_CHUNKS, wordChunk } from './instant'
import { tellPort } from './processes'

// A provider whose answers come word by word, 50 a second, for so many seconds.

const EVERY_MS = 20
const words = (Number(process.argv[2]) * 1_000) / EVERY_MS

const server = createServer((request, response) => {
  request.resume()
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(FIRST_CHUNK)
  const begun = performance.now()
  let said = 0
  const timer = setInterval(() => {
    for (const due = Math.min(words, (performance.now() - begun) / EVERY_MS); said < due; said += 1) response.write(wordChunk(` word${said}`))
    if (said < words) return
    clearInterval(timer)
    response.end(LAST_CHUNKS)
  }, EVERY_MS)
  response.once('close', () => clearInterval(timer))
})
server.listen(0, '127.0.0.1', () => tellPort(server))

import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { sha256 } from '../shared/canonical-json'
import { SESSION_COOKIE } from './authentication'
import { cookieOf } from './cookies'
import type { Current, Server } from './parts'

const FOLDER = join(__dirname, 'page')
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Nothing from elsewhere, nothing written into the page itself, and text never becomes markup (W3C CSP 3, Trusted Types). */
const POLICY = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
  ...["require-trusted-types-for 'script'", "trusted-types 'none'"],
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
} as const

/** The page for supervisors at the root, and the files it is made of. They are read once. */
export function pageRoutes(server: Server, parts: Current<'settings'>): void {
  const html = readFileSync(join(FOLDER, 'index.html'), 'utf8')
  server.get(
    '/',
    {
      config: { access: 'open' },
      schema: { tags: ['pages'], summary: 'The page for supervisors', produces: ['text/html'], response: { 200: Type.String(), 304: Type.Null() } },
    },
    async (request, reply) => {
      const session = cookieOf(request, SESSION_COOKIE) === undefined ? 'no' : 'yes'
      const google = parts().settings.google.clientId === undefined ? 'no' : 'yes'
      const page = html.replace('data-session="no" data-google="no"', `data-session="${session}" data-google="${google}"`)
      return sendFile(request, reply.header('vary', 'cookie'), { type: 'text/html; charset=utf-8', content: page, tag: `"${sha256(page)}"` })
    },
  )
  for (const name of readdirSync(FOLDER)) {
    const type = TYPES[extname(name)]
    if (type === undefined) continue
    const content = readFileSync(join(FOLDER, name), 'utf8')
    const file: File = { type, content, tag: `"${sha256(content)}"` }
    server.get(`/page/${name}`, { config: { access: 'open' }, schema: { hide: true } }, async (request, reply) => sendFile(request, reply, file))
  }
}

interface File {
  readonly type: string
  readonly content: string
  /** Differs whenever the content does (RFC 9110, 8.8.3). */
  readonly tag: string
}

function sendFile(request: FastifyRequest, reply: FastifyReply, { type, content, tag }: File): FastifyReply {
  reply.headers({ ...HEADERS, etag: tag })
  if (request.headers['if-none-match'] === tag) return reply.status(304).send(null)
  return reply.type(type).serializer(String).send(content)
}

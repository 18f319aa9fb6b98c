import { Type } from 'typebox'
import type { Server } from './parts'

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Concord</title>
<style>
  body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem; color: #1c2333; background: #fff }
  a { color: #0b4fb3 }
  @media (prefers-color-scheme: dark) { body { color: #e6e9f0; background: #141821 } a { color: #8ab8ff } }
</style>
<main>
  <h1>Concord</h1>
  <p>A multi-agent AI platform. It is running.</p>
  <ul>
    <li><a href="/docs">What it understands</a>, address by address</li>
    <li><a href="/api/auth/google/start">Sign in with Google</a>, if you were invited</li>
    <li><a href="/readyz">Whether it takes work</a> at the moment</li>
  </ul>
</main>
</html>
`

/** The page at the root: where to go from here. */
export function startPage(server: Server): void {
  server.get(
    '/',
    { config: { access: 'open' }, schema: { tags: ['pages'], summary: 'The start page', produces: ['text/html'], response: { 200: Type.String() } } },
    async (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'").send(PAGE),
  )
}

import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { Conflict } from '../shared/errors'
import { SESSION_COOKIE } from './authentication'
import { cookieOf } from './cookies'
import type { Current, HttpSettings, Server } from './parts'
import { Exactly, problems } from './schemas'

const BROWSER_COOKIE = 'concord_sign_in'
const CALLBACK = '/api/auth/google/callback'

const Start = Exactly({ return_to: Type.Optional(Type.String({ maxLength: 2_000 })) })
const Me = Exactly({ id: Type.String(), name: Type.String(), email: Type.String(), role: Type.String() })
const Text = Type.Optional(Type.String({ maxLength: 4_000 }))
/** Google adds parameters of its own; those we do not know are left alone. */
const Callback = Type.Object({ code: Text, state: Text, error: Text, iss: Text }, { additionalProperties: true })
const moved = { 302: Type.Null(), ...problems }

/** Signing in and out, and who one is. */
export function signInRoutes(server: Server, parts: Current<'signIn' | 'credentials' | 'settings'>): void {
  const tags = ['signing in']
  const open = { access: 'open' } as const
  const config = { access: 'user' } as const

  server.get(
    '/api/auth/google/start',
    { config: open, schema: { tags, summary: 'Sign in with Google', querystring: Start, response: moved } },
    async (request, reply) => {
      const { signIn, settings } = parts()
      const { redirectTo, browserSecret } = await signIn.start(request.query.return_to, request.trace)
      reply.setCookie(BROWSER_COOKIE, browserSecret, { ...cookieOptions(settings), path: '/api/auth/google' })
      return redirect(reply, redirectTo)
    },
  )

  server.get(
    CALLBACK,
    { config: open, schema: { tags, summary: 'Where Google sends the browser back to', querystring: Callback, response: moved } },
    async (request, reply) => {
      const { signIn, settings } = parts()
      const currentUrl = new URL(request.url, settings.publicUrl)
      reply.clearCookie(BROWSER_COOKIE, { path: '/api/auth/google' })
      const { session, returnTo } = await signIn.callback({ ...request.query, currentUrl, trace: request.trace }, cookieOf(request, BROWSER_COOKIE))
      setSession(reply, session.secret, settings)
      return redirect(reply, returnTo)
    },
  )

  server.post(
    '/api/auth/session',
    { config, schema: { tags, summary: 'Exchange a token for a session cookie', response: { 204: Type.Null(), ...problems } } },
    async ({ actor }, reply) => {
      const { credentials, settings } = parts()
      if (actor.via !== 'token') throw new Conflict('There is a session already')
      const session = await credentials.issue('session', { personId: actor.person.id, by: actor.person.id, parentId: actor.credentialId })
      setSession(reply, session.secret, settings)
      return reply.status(204).send(null)
    },
  )

  server.post(
    '/api/auth/sign-out',
    { config, schema: { tags, summary: 'End the session', response: { 204: Type.Null(), ...problems } } },
    async ({ actor }, reply) => {
      if (actor.via !== 'session') throw new Conflict('There is no session to end; a token is revoked by an administrator')
      await parts().credentials.end('session', { id: actor.credentialId, personId: actor.person.id }, actor.person.id)
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(204).send(null)
    },
  )

  server.get('/api/me', { config, schema: { tags, summary: 'Who one is', response: { 200: Me, ...problems } } }, async ({ actor: { person } }) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
  }))
}

const cookieOptions = ({ publicUrl }: HttpSettings) => ({ httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') }) as const

const setSession = (reply: FastifyReply, secret: string, settings: HttpSettings) =>
  reply.setCookie(SESSION_COOKIE, secret, { ...cookieOptions(settings), path: '/' })

const redirect = (reply: FastifyReply, to: string) => reply.status(302).header('location', to).header('cache-control', 'no-store').send(null)

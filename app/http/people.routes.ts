import { Type } from 'typebox'
import type { Credential } from '../people/credential'
import type { Forgetting } from '../people/forgetting'
import { type Person, ROLES } from '../people/person'
import { rfc3339 } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import { placeOf, sendPage } from './pages'
import type { Current, Server } from './parts'
import { Exactly, Id, ListOf, Name, Nullable, OneOf, PageQuery, pageSize, problems, Time } from './schemas'

const Email = Type.String({ format: 'email', maxLength: 254 })
const RoleField = Type.Unsafe<(typeof ROLES)[number]>({ type: 'string', enum: [...ROLES] })
const Invitation = Exactly({ name: Name, email: Email, role: RoleField })
const Change = Exactly({ name: Type.Optional(Name), email: Type.Optional(Email), role: Type.Optional(RoleField) })
const PersonView = Exactly({ id: Type.String(), name: Type.String(), email: Type.String(), role: RoleField, created_at: Time })
const TokenView = Exactly({ id: Type.String(), created_at: Time, expires_at: Time, revoked_at: Nullable(Time) })
const NewToken = Exactly({ id: Type.String(), token: Type.String(), expires_at: Time })
const TokenId = Exactly({ id: Type.String({ maxLength: 100 }), token_id: Type.String({ maxLength: 100 }) })

const Confirmation = Exactly({
  confirm: Type.String({ minLength: 1, maxLength: 254, description: "The person's email address; of somebody who was removed, their id" }),
})
const ForgettingView = Exactly({ id: Type.String(), status: OneOf(['forgetting', 'forgotten']), asked_at: Time, forgotten_at: Nullable(Time) })

const UUID = /^[0-9a-f-]{36}$/

/** People and their tokens: for administrators. */
export function peopleRoutes(server: Server, parts: Current<'people' | 'forgetPeople' | 'credentials' | 'settings'>): void {
  recordRoutes(server, parts)
  tokenRoutes(server, parts)
}

function recordRoutes(server: Server, parts: Current<'people' | 'forgetPeople' | 'settings'>): void {
  const tags = ['people']
  const config = { access: 'administrator' } as const

  server.post(
    '/api/people',
    { config, schema: { tags, summary: 'Invite a person', body: Invitation, response: { 201: PersonView, ...problems } } },
    async (request, reply) => {
      const person = await parts().people.invite(request.body, request.actor.person.id)
      return reply.status(201).send(personView(person))
    },
  )

  server.get(
    '/api/people',
    { config, schema: { tags, summary: 'List people', querystring: PageQuery, response: { 200: ListOf(PersonView), ...problems } } },
    async (request, reply) => {
      const { people, settings } = parts()
      const limit = pageSize(request.query.limit, settings)
      const after = placeOf(request.query.cursor, (place) => UUID.test(place))
      const found = await people.list({ after, limit: limit + 1 })
      const items = found.slice(0, limit)
      return sendPage(request, reply, { items: items.map(personView), next: found.length > limit ? items.at(-1)?.id : undefined })
    },
  )

  server.patch(
    '/api/people/:id',
    { config, schema: { tags, summary: 'Change a person', params: Id, body: Change, response: { 200: PersonView, ...problems } } },
    async (request) => {
      if (Object.keys(request.body).length === 0) throw new InvalidInput('body', 'body names nothing to change')
      return personView(await parts().people.change(request.params.id, request.body, request.actor.person.id))
    },
  )

  server.delete(
    '/api/people/:id',
    { config, schema: { tags, summary: 'Remove a person', params: Id, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await parts().people.remove(request.params.id, request.actor.person.id)
      return reply.status(204).send(null)
    },
  )

  server.post(
    '/api/people/:id/forget',
    {
      config,
      schema: {
        ...{ tags, summary: 'Forget a person for good', params: Id, body: Confirmation, response: { 200: ForgettingView, 202: ForgettingView, ...problems } },
        description: 'Removes what they are called, what they said and what was said to them. 202: it goes on; asked again, it says how far it is.',
      },
    },
    async (request, reply) => {
      const forgetting = await parts().forgetPeople.forget(request.params.id, request.body.confirm, request.actor.person.id)
      return reply.status(forgetting.doneAt === undefined ? 202 : 200).send(forgettingView(forgetting))
    },
  )
}

function tokenRoutes(server: Server, parts: Current<'people' | 'credentials'>): void {
  const tags = ['people']
  const config = { access: 'administrator' } as const

  server.post(
    '/api/people/:id/tokens',
    { config, schema: { tags, summary: 'Make a token; it is shown this once', params: Id, response: { 201: NewToken, ...problems } } },
    async (request, reply) => {
      const { people, credentials } = parts()
      const person = await people.get(request.params.id)
      const { id, secret, expiresAt } = await credentials.issue('token', { personId: person.id, by: request.actor.person.id })
      return reply
        .status(201)
        .header('cache-control', 'no-store')
        .send({ id, token: secret, expires_at: rfc3339(expiresAt) })
    },
  )

  server.get(
    '/api/people/:id/tokens',
    { config, schema: { tags, summary: "List a person's tokens", params: Id, response: { 200: ListOf(TokenView), ...problems } } },
    async (request) => {
      const { people, credentials } = parts()
      const person = await people.get(request.params.id)
      return { items: (await credentials.tokens(person.id)).map(tokenView), next_cursor: null }
    },
  )

  server.delete(
    '/api/people/:id/tokens/:token_id',
    { config, schema: { tags, summary: 'Revoke a token', params: TokenId, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      const { id, token_id } = request.params
      await parts().credentials.end('token', { id: token_id, personId: id }, request.actor.person.id)
      return reply.status(204).send(null)
    },
  )
}

const personView = ({ id, name, email, role, createdAt }: Person) => ({ id, name, email, role, created_at: rfc3339(createdAt) })

const forgettingView = ({ personId, askedAt, doneAt }: Forgetting) => ({
  id: personId,
  status: doneAt === undefined ? ('forgetting' as const) : ('forgotten' as const),
  asked_at: rfc3339(askedAt),
  forgotten_at: doneAt === undefined ? null : rfc3339(doneAt),
})

const tokenView = ({ id, createdAt, expiresAt, endedAt }: Credential) => ({
  id,
  created_at: rfc3339(createdAt),
  expires_at: rfc3339(expiresAt),
  revoked_at: endedAt === null ? null : rfc3339(endedAt),
})

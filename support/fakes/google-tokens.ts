import type { IDToken, UserInfoResponse } from 'openid-client'
import { type Clock, minutes } from '../../app/shared/clock'
import type { Reply } from './answers'
import type { Received } from './calls'
import { type Authorization, codeChallengeOf, type GooglePerson } from './google-consent'
import { signed } from './google-keys'
import { credentialOf, isRecord } from './service'

/** How the exchange of a code can go wrong. `id_token`: the token that is given has this wrong. */
export type TokenMood =
  | { readonly kind: 'exchange_fails'; readonly status?: 400 | 500 }
  | { readonly kind: 'id_token'; readonly wrong: 'signature' | 'issuer' | 'audience' | 'expired' | 'nonce' | 'missing' }

export interface GoogleClient {
  readonly clientId: string
  readonly clientSecret: string
}

interface Grant extends Authorization {
  readonly person: GooglePerson
  readonly expires: number
}

/** Where codes are given out and exchanged: each once, within ten minutes, by the client that asked, with its verifier. */
export function createTokenDesk({ clock, client }: { clock: Clock; client: GoogleClient }) {
  const grants = new Map<string, Grant>()
  const people = new Map<string, GooglePerson>()
  let made = 0
  return {
    grant(authorization: Authorization, person: GooglePerson): string {
      const code = `4/0A-${++made}-${codeChallengeOf(authorization.state).slice(0, 12)}`
      grants.set(code, { ...authorization, person, expires: clock.now() + minutes(10) })
      return code
    },
    async exchange(received: Received, { issuer, mood }: { issuer: string; mood: TokenMood | undefined }): Promise<Reply> {
      const form = isRecord(received.body) ? received.body : {}
      const grant = grants.get(String(form.code))
      grants.delete(String(form.code))
      if (!isClient(received, form, client)) return refusal(401, 'invalid_client', 'The OAuth client was not found.')
      if (form.grant_type !== 'authorization_code') return refusal(400, 'unsupported_grant_type', 'Invalid grant_type')
      if (grant === undefined || grant.expires < clock.now()) return refusal(400, 'invalid_grant', 'Malformed auth code.')
      if (grant.redirectUri !== form.redirect_uri) return refusal(400, 'redirect_uri_mismatch', 'Bad Request')
      if (codeChallengeOf(String(form.code_verifier)) !== grant.codeChallenge) return refusal(400, 'invalid_grant', 'Invalid code verifier.')
      if (mood?.kind === 'exchange_fails') return refusal(mood.status ?? 400, mood.status === 500 ? 'internal_failure' : 'invalid_grant', 'Bad Request')
      const token = `ya29.${++made}`
      people.set(token, grant.person)
      const claims = claimsOf(grant, { issuer, clientId: client.clientId, now: clock.now(), wrong: mood?.wrong })
      const idToken = mood?.wrong === 'missing' ? {} : { id_token: await signed(claims, { spoiled: mood?.wrong === 'signature' }) }
      return { status: 200, body: { access_token: token, expires_in: 3_599, scope: grant.scope, token_type: 'Bearer', ...idToken } }
    },
    personWith: (accessToken: string): GooglePerson | undefined => people.get(accessToken),
  }
}

export const refusal = (status: number, error: string, description: string): Reply => ({ status, body: { error, error_description: description } })

function isClient({ headers }: Received, form: Record<string, unknown>, { clientId, clientSecret }: GoogleClient): boolean {
  const basic = credentialOf(headers, 'Basic')
  const [id, secret] = basic === undefined ? [form.client_id, form.client_secret] : Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
  return id === clientId && secret === clientSecret
}

interface Claiming {
  readonly issuer: string
  readonly clientId: string
  readonly now: number
  readonly wrong: Extract<TokenMood, { kind: 'id_token' }>['wrong'] | undefined
}

function claimsOf({ person, nonce }: Grant, { issuer, clientId, now, wrong }: Claiming): IDToken {
  const issued = Math.floor(now / 1_000) - (wrong === 'expired' ? 7_200 : 0)
  return {
    iss: wrong === 'issuer' ? 'https://accounts.evil.example.com' : issuer,
    azp: clientId,
    aud: wrong === 'audience' ? 'somebody-else.apps.googleusercontent.com' : clientId,
    ...profileOf(person),
    nonce: wrong === 'nonce' ? 'another-nonce' : nonce,
    iat: issued,
    exp: issued + 3_600,
  }
}

export const profileOf = ({ sub, email, emailVerified = true, name = email }: GooglePerson): UserInfoResponse => ({
  sub,
  email,
  email_verified: emailVerified,
  name,
})

import type { ServerMetadata } from 'openid-client'
import type { Clock } from '../../app/shared/clock'
import { messageOf } from '../../app/shared/errors'
import { answer, garbled, type Reply, redirect, textAnswer } from './answers'
import type { Received } from './calls'
import { type GooglePerson, readAuthorization } from './google-consent'
import { publicKeys } from './google-keys'
import { createTokenDesk, type GoogleClient, profileOf, refusal, type TokenMood } from './google-tokens'
import { type HttpMood, retryHeaders } from './mood'
import { type Circumstances, createService, credentialOf, isRecord, type Service } from './service'

/** How Google can be, beside what any service can be. */
export type GoogleMood = HttpMood | TokenMood

export interface FakeGoogle extends Service<GoogleMood> {
  /** Plays the browser: the person is shown the authorization page at `url` and consents, or not. The callback's address with its code, or its error. */
  consent(url: string | URL, person: GooglePerson, choice?: { readonly refused: boolean }): URL
  /** Who is signed in to Google in a browser that is sent to its page itself (the demo). */
  browserOf(person: GooglePerson): void
}

/** Hosts as Google has them; the issuer is the first. */
const HOSTS = ['accounts.google.com', 'oauth2.googleapis.com', 'www.googleapis.com', 'openidconnect.googleapis.com'] as const

/** Google's OpenID Connect (developers.google.com/identity/openid-connect), at `https://accounts.google.com`; served on loopback, all of it is at that origin. */
export function createFakeGoogle({ clock, client }: { clock: Clock; client: GoogleClient }): FakeGoogle {
  const desk = createTokenDesk({ clock, client })
  let inBrowser: GooglePerson = { sub: '1', email: 'demo@example.com', name: 'Demo' }

  const consent = (url: URL, person: GooglePerson, refused: boolean): URL => {
    const authorization = readAuthorization(url, client.clientId)
    const callback = new URL(authorization.redirectUri)
    callback.searchParams.set('state', authorization.state)
    callback.searchParams.set(refused ? 'error' : 'code', refused ? 'access_denied' : desk.grant(authorization, person))
    return callback
  }
  const act = async (received: Received, { mood, violation }: Circumstances<GoogleMood>): Promise<Response> => {
    switch (`${received.method} ${received.url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return answer({ status: 200, body: addressesFrom(received.url) })
      case 'GET /oauth2/v3/certs':
        return answer({ status: 200, body: await publicKeys() })
      case 'GET /o/oauth2/v2/auth':
        return shown(() => redirect(consent(received.url, inBrowser, false).href), violation)
      case 'POST /token':
        if (received.type !== 'application/x-www-form-urlencoded') violation(`the content type is ${received.type}`)
        return answer(await desk.exchange(received, { issuer: addressesFrom(received.url).issuer, mood: isTokenMood(mood) ? mood : undefined }))
      case 'GET /v1/userinfo':
        return answer(userInfo(desk.personWith(credentialOf(received.headers, 'Bearer') ?? '')))
      default:
        violation('there is no such address')
        return answer(refusal(404, 'not_found', 'Not Found'))
    }
  }
  const respond = (received: Received, circumstances: Circumstances<GoogleMood>): Response | Promise<Response> =>
    misbehave(circumstances.mood, clock) ?? act(received, circumstances)
  const credential = (received: Received) => (isRecord(received.body) ? String(received.body.client_secret ?? '') : undefined)
  const service = createService<GoogleMood>({ name: 'Google', hosts: HOSTS, clock, credential, answer: respond })
  return {
    ...service,
    consent: (url, person, choice) => consent(new URL(url), person, choice?.refused ?? false),
    browserOf: (person) => {
      inBrowser = person
    },
  }
}

/** What a browser is shown: the page, or what is wrong with the request for it. */
function shown(page: () => Response, violation: (what: string) => void): Response {
  try {
    return page()
  } catch (error) {
    violation(messageOf(error))
    return textAnswer(messageOf(error), { status: 400, type: 'text/plain' })
  }
}

const isTokenMood = (mood: GoogleMood | undefined): mood is TokenMood => mood?.kind === 'exchange_fails' || mood?.kind === 'id_token'

function misbehave(mood: GoogleMood | undefined, clock: Clock): Response | undefined {
  switch (mood?.kind) {
    case 'out_of_service':
      return answer(refusal(mood.status ?? 503, 'backend_error', 'Service Unavailable'))
    case 'refuses':
      return answer(refusal(mood.status, 'invalid_request', mood.reason ?? 'Bad Request'))
    case 'refuses_credentials':
      return answer(refusal(mood.status ?? 401, 'invalid_client', 'Unauthorized'))
    case 'rate_limited':
      return answer({ ...refusal(429, 'rate_limit_exceeded', 'Quota exceeded'), headers: retryHeaders(mood.retryAfter, clock.now()) })
    case 'redirects':
      return redirect(mood.to ?? 'https://elsewhere.example.com/')
    case 'garbled':
      return garbled(mood.how, {
        sound: { access_token: 'ya29.0', token_type: 'Bearer', expires_in: 3_599 },
        hollow: {},
        error: refusal(500, 'internal_failure', 'Internal').body,
      })
    default:
      return undefined
  }
}

/** The discovery document, which also is where everything stands. */
function addressesFrom({ origin, hostname }: URL): ServerMetadata {
  const own = !HOSTS.some((host) => host === hostname)
  const at = (host: (typeof HOSTS)[number]) => (own ? origin : `https://${host}`)
  return {
    issuer: at('accounts.google.com'),
    authorization_endpoint: `${at('accounts.google.com')}/o/oauth2/v2/auth`,
    token_endpoint: `${at('oauth2.googleapis.com')}/token`,
    userinfo_endpoint: `${at('openidconnect.googleapis.com')}/v1/userinfo`,
    jwks_uri: `${at('www.googleapis.com')}/oauth2/v3/certs`,
    response_types_supported: ['code', 'token', 'id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: ['aud', 'email', 'email_verified', 'exp', 'iat', 'iss', 'name', 'sub'],
    code_challenge_methods_supported: ['plain', 'S256'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
  }
}

const userInfo = (person: GooglePerson | undefined): Reply =>
  person === undefined ? refusal(401, 'invalid_token', 'Invalid Credentials') : { status: 200, body: profileOf(person) }

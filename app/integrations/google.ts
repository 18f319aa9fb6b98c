import type { Configuration, ServerMetadata } from 'openid-client'
import { type Clock, hours, systemClock } from '../shared/clock'
import type { Trace } from '../shared/trace'
import { ServiceNotConfigured, SignInFailed } from './failure'
import { DeadlinePassed, neverLeft, type OutsideCall, outsideCall, whyNot, within } from './outside-call'

export interface GoogleSettings {
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  /** Such as `https://accounts.google.com`. Plain HTTP is only for this machine. */
  readonly issuer: string
  /** Where Google sends the browser back to. */
  readonly redirectUri: string
  /** For each time that Google is asked something. */
  readonly timeoutMs: number
}

/** What ties an answer to its question: state (RFC 6749, 10.12), nonce (OpenID Connect Core, 3.1.2.1), PKCE verifier (RFC 7636). */
export interface Challenge {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who Google says it is. Only issuer and subject together name somebody for good. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  /** Only if Google has verified it. */
  readonly verifiedEmail: string | undefined
}

/** Google's OpenID Connect. Every method throws SignInFailed where Google fails or what it says does not hold. */
export interface Google {
  /** Throws ServiceNotConfigured. */
  ready(): void
  /** The address of Google's page for this sign-in. */
  consentPage(challenge: Challenge, trace: Trace): Promise<string>
  /** Exchanges the code of a callback, and verifies the id token: signature, issuer, audience, expiry by our clock, nonce. */
  identify(callback: URLSearchParams, challenge: Challenge, trace: Trace): Promise<Identity>
}

interface Deps {
  readonly clock: Clock
  readonly settings: GoogleSettings
}

type Client = typeof import('openid-client')

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const DISCOVERY_LIFE_MS = hours(1)
/** The client's own timer knows nothing of our clock and must never be the first. In seconds. */
const NEVER_FIRST = 3_600

export function createGoogle({ clock, settings }: Deps): Google {
  const configuration = createConfiguration({ clock, settings })

  const asking = async <T>(trace: Trace, ask: (client: Client, config: Configuration) => Promise<T>): Promise<T> => {
    const client = await import('openid-client')
    let call: OutsideCall | undefined
    try {
      return await within({ clock, ms: settings.timeoutMs }, async (signal) => {
        call = outsideCall({ trace, signal })
        return ask(client, await configuration(client, call))
      })
    } catch (error) {
      throw new SignInFailed(reasonOf(error, call?.broken()))
    }
  }

  return {
    ready: () => void credentialsIn(settings),
    consentPage: ({ state, nonce, verifier }, trace) =>
      asking(trace, async (client, config) => {
        const challenge = { code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
        return client.buildAuthorizationUrl(config, { redirect_uri: settings.redirectUri, scope: 'openid email profile', state, nonce, ...challenge }).href
      }),
    identify: (callback, { state, nonce, verifier }, trace) =>
      asking(trace, async (client, config) => {
        const url = new URL(settings.redirectUri)
        url.search = callback.toString()
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const claims = (await client.authorizationCodeGrant(config, url, checks)).claims()
        if (claims === undefined) throw new Error('no id token')
        const verified = claims.email_verified === true && typeof claims.email === 'string'
        return { issuer: claims.iss, subject: claims.sub, verifiedEmail: verified ? String(claims.email) : undefined }
      }),
  }
}

const credentialsIn = ({ clientId, clientSecret }: GoogleSettings) => {
  if (clientId === undefined) throw new ServiceNotConfigured('Signing in with Google', 'GOOGLE_CLIENT_ID')
  if (clientSecret === undefined) throw new ServiceNotConfigured('Signing in with Google', 'GOOGLE_CLIENT_SECRET')
  return { clientId, clientSecret }
}

/** What Google's client works with. Google's addresses are asked for once in a while; the rest is made anew, so that the client's time is ours by then. */
function createConfiguration({ clock, settings }: Deps) {
  const issuer = new URL(settings.issuer)
  const onThisMachine = issuer.protocol === 'http:' && LOOPBACK.includes(issuer.hostname)
  const insecure = (client: Client) => (onThisMachine ? [client.allowInsecureRequests] : [])
  let discovered: { readonly metadata: ServerMetadata; readonly until: number } | undefined

  const metadata = async (client: Client, call: OutsideCall): Promise<ServerMetadata> => {
    if (discovered !== undefined && clock.monotonic() < discovered.until) return discovered.metadata
    const options = { [client.customFetch]: call.fetch, execute: insecure(client), timeout: NEVER_FIRST }
    const found = await client.discovery(issuer, credentialsIn(settings).clientId, undefined, undefined, options)
    discovered = { metadata: { ...found.serverMetadata() }, until: clock.monotonic() + DISCOVERY_LIFE_MS }
    return discovered.metadata
  }
  return async (client: Client, call: OutsideCall): Promise<Configuration> => {
    const { clientId, clientSecret } = credentialsIn(settings)
    const skew = Math.round((clock.now() - systemClock.now()) / 1_000)
    const config = new client.Configuration(await metadata(client, call), clientId, { client_secret: clientSecret, [client.clockSkew]: skew })
    config[client.customFetch] = call.fetch
    config.timeout = 0
    for (const extension of [client.enableNonRepudiationChecks, ...insecure(client)]) extension(config)
    return config
  }
}

const WORD = /^[A-Za-z_]{1,80}$/

/** Why, in words that repeat nothing of what was sent: the client's errors carry codes and tokens. */
function reasonOf(error: unknown, broken: Error | undefined): string {
  if (error instanceof DeadlinePassed) return 'it did not answer in time'
  if (broken !== undefined) return neverLeft(broken) ? whyNot(broken) : 'the connection was lost'
  const { code, error: word } = error as { readonly code?: unknown; readonly error?: unknown }
  const told = [word, code].find((each) => typeof each === 'string' && WORD.test(each))
  return told === undefined ? 'its answer does not hold' : `its answer does not hold (${told})`
}

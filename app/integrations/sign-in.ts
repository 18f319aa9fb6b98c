import { randomBytes } from 'node:crypto'
import type { Trail } from '../audit/trail'
import type { Credentials, Issued } from '../people/credentials'
import type { Person, Role } from '../people/person'
import { sha256 } from '../shared/canonical-json'
import { type Clock, minutes } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Seal } from '../shared/seal'
import { continueTrace, type Trace } from '../shared/trace'
import type { Store } from '../store/store'
import type { PersonRow } from '../store/tables'
import { SignInFailed, SignInRefused, SignInStateInvalid } from './failure'
import type { Challenge, Google, Identity } from './google'
import { localPath } from './local-path'
import { ownerOfSignIn } from './sealed-for'
import { beginSignIn, recognise, takeSignIn } from './sign-in-store'

/** What Google's answer brought back to us in the browser's address. */
export interface Callback {
  readonly state?: string | undefined
  readonly code?: string | undefined
  readonly error?: string | undefined
  /** With all its parameters; only those are looked at. */
  readonly currentUrl: URL
  readonly trace?: Trace | undefined
}

export interface SignedIn {
  readonly person: Person
  readonly session: Issued
  /** A path here. */
  readonly returnTo: string
}

/** Signing in with Google (INTG-04.21, .22). */
export interface SignIn {
  /** Where to send the browser, and the secret to leave with it. Throws ServiceNotConfigured, InvalidInput, SignInFailed. */
  start(returnTo?: string, trace?: Trace): Promise<{ readonly redirectTo: string; readonly browserSecret: string }>
  /** Opens a new session. A state can be used once. Throws SignInStateInvalid before Google is asked anything, SignInRefused, SignInFailed. */
  callback(callback: Callback, browserSecret?: string): Promise<SignedIn>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly seal: Seal
  readonly trail: Pick<Trail, 'record'>
  readonly credentials: Pick<Credentials, 'issue'>
  readonly google: Google
  readonly settings: { readonly stateMinutes: number }
}

/** What is kept, sealed, until the browser comes back. */
interface Kept {
  readonly challenge: Challenge
  readonly returnTo: string
}

export function createSignIn({ store, clock, newId, seal, trail, credentials, google, settings }: Deps): SignIn {
  const refuse = createRefusals({ clock, trail })
  const pending = createPending({ store, clock, seal, lifeMs: minutes(settings.stateMinutes) })

  const identified = async ({ currentUrl, error }: Callback, { challenge }: Kept, trace: Trace): Promise<Identity> => {
    if (error === 'access_denied') return refuse('consent_refused', trace)
    try {
      return await google.identify(currentUrl.searchParams, challenge, trace)
    } catch (failure) {
      return failure instanceof SignInFailed ? refuse('not_confirmed', trace, failure) : Promise.reject(failure)
    }
  }
  const recognised = async ({ issuer, subject, verifiedEmail }: Identity, trace: Trace): Promise<PersonRow> => {
    if (verifiedEmail === undefined) return refuse('email_not_verified', trace)
    const entry = { id: newId(), at: clock.now(), action: 'identity.bound', traceId: trace.traceId }
    const result = await store.write(recognise, { issuer, subject, email: verifiedEmail, entry })
    if (result.kind === 'known') return result.person
    return refuse(result.kind === 'not-invited' ? 'not_invited' : 'other_account', trace)
  }

  return {
    async start(returnTo = '/', trace = continueTrace(undefined)) {
      google.ready()
      const path = localPath(returnTo)
      if (path === undefined) throw new InvalidInput('return_to', 'return_to must be a path on this site, such as /docs')
      const challenge = { state: randomSecret(), nonce: randomSecret(), verifier: randomSecret() }
      const redirectTo = await google.consentPage(challenge, trace)
      return { redirectTo, browserSecret: await pending.keep({ challenge, returnTo: path }) }
    },
    async callback(callback, browserSecret) {
      google.ready()
      const { trace = continueTrace(undefined) } = callback
      const kept = await pending.take(callback.state, browserSecret)
      if (callback.code === undefined && callback.error === undefined) throw new InvalidInput('code', 'code is missing')
      const row = await recognised(await identified(callback, kept, trace), trace)
      const session = await credentials.issue('session', { personId: row.id, by: row.id })
      return { person: personOf(row), session, returnTo: kept.returnTo }
    },
  }
}

/** Sign-ins that were begun, each bound to its state and to the browser that began it. */
function createPending({ store, clock, seal, lifeMs }: Pick<Deps, 'store' | 'clock' | 'seal'> & { lifeMs: number }) {
  return {
    /** The secret to leave with the browser. */
    async keep(kept: Kept): Promise<string> {
      const browserSecret = randomSecret()
      const state_hash = sha256(kept.challenge.state)
      const sealed = seal.close(JSON.stringify(kept), ownerOfSignIn(state_hash))
      const row = { state_hash, browser_hash: sha256(browserSecret), sealed, expires_at: clock.now() + lifeMs }
      await store.write(beginSignIn, { row, now: clock.now() })
      return browserSecret
    },
    /** Once. Throws SignInStateInvalid. */
    async take(state: string | undefined, browserSecret: string | undefined): Promise<Kept> {
      if (!state || !browserSecret) throw new SignInStateInvalid()
      const state_hash = sha256(state)
      const sealed = await store.write(takeSignIn, { state_hash, browser_hash: sha256(browserSecret), now: clock.now() })
      if (sealed === undefined) throw new SignInStateInvalid()
      return opened(seal, sealed, state_hash)
    },
  }
}

/** 256 bits; as a PKCE verifier it has the 43 characters that RFC 7636, 4.1 asks for. */
const randomSecret = (): string => randomBytes(32).toString('base64url')

function opened(seal: Seal, sealed: string, stateHash: string): Kept {
  try {
    return JSON.parse(seal.open(sealed, ownerOfSignIn(stateHash)))
  } catch {
    throw new SignInStateInvalid()
  }
}

const personOf = (row: PersonRow): Person => ({ id: row.id, name: row.name, email: row.email, role: row.role as Role, createdAt: row.created_at })

const REFUSALS = {
  consent_refused: 'You did not consent to signing in with Google',
  email_not_verified: 'Google has not verified your email address',
  not_invited: 'There is no invitation for your email address; ask an administrator for one',
  other_account: 'The invitation for your email address belongs to another Google account',
  not_confirmed: 'Google did not confirm the sign-in',
} as const
type Refusal = keyof typeof REFUSALS

/** What strangers can bring about as often as they like is recorded once a minute, so that they cannot fill the trail. */
const EASILY_CAUSED: readonly Refusal[] = ['consent_refused', 'not_confirmed']

/** Records why nobody was let in, without who it was, and throws. */
function createRefusals({ clock, trail }: Pick<Deps, 'clock' | 'trail'>) {
  const recorded = new Map<Refusal, number>()
  return async (reason: Refusal, { traceId }: Trace, error: Error = new SignInRefused(REFUSALS[reason], { retryable: false })): Promise<never> => {
    const last = recorded.get(reason)
    const isOften = EASILY_CAUSED.includes(reason) && last !== undefined && clock.monotonic() - last < minutes(1)
    if (!isOften) {
      recorded.set(reason, clock.monotonic())
      await trail.record({ actor: 'platform', action: 'sign_in.refused', outcome: 'refused', details: { reason }, traceId })
    }
    throw error
  }
}

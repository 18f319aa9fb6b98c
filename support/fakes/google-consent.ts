import { createHash } from 'node:crypto'

/** Somebody with a Google account. */
export interface GooglePerson {
  readonly sub: string
  readonly email: string
  /** True unless said otherwise. */
  readonly emailVerified?: boolean
  readonly name?: string
}

/** What an authorization request asks for. */
export interface Authorization {
  readonly redirectUri: string
  readonly scope: string
  readonly state: string
  readonly nonce: string
  readonly codeChallenge: string
}

/** The S256 challenge of a verifier (RFC 7636, 4.2). */
export const codeChallengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

const LONG_ENOUGH = /^[\w-]{22,}$/
const CHALLENGE = /^[\w-]{43}$/

/** Reads the authorization request as Google's page does. Throws an error that names what is wrong: then Google shows an error page, and no callback comes. */
export function readAuthorization(url: URL, clientId: string): Authorization {
  const given = (name: string) => url.searchParams.get(name) ?? ''
  const scope = given('scope').split(' ')
  const must = (name: string, holds: boolean) => {
    if (!holds) throw new Error(`Google refuses the authorization request: ${name} is wrong (${given(name) || 'missing'})`)
  }
  must('client_id', given('client_id') === clientId)
  must('response_type', given('response_type') === 'code')
  must('scope', scope.includes('openid') && scope.includes('email'))
  must('redirect_uri', URL.canParse(given('redirect_uri')) && new URL(given('redirect_uri')).hash === '')
  must('state', LONG_ENOUGH.test(given('state')))
  must('nonce', LONG_ENOUGH.test(given('nonce')))
  must('code_challenge_method', given('code_challenge_method') === 'S256')
  must('code_challenge', CHALLENGE.test(given('code_challenge')))
  return { redirectUri: given('redirect_uri'), scope: given('scope'), state: given('state'), nonce: given('nonce'), codeChallenge: given('code_challenge') }
}

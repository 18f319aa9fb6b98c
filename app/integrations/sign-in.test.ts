import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { createTrail } from '../audit/trail'
import { handClock } from '../llm/test-kit'
import { createCredentials } from '../people/credentials'
import { createOpenWork } from '../people/open-work'
import { createPeople } from '../people/people'
import { hours, minutes } from '../shared/clock'
import { createIds } from '../shared/ids'
import { seededRandom } from '../shared/random'
import { createSeal } from '../shared/seal'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { SignInFailed } from './failure'
import type { Challenge, Google, Identity } from './google'
import { createSignIn } from './sign-in'
import { code } from './test-kit'

const ALICE: Identity = { issuer: 'https://accounts.google.com', subject: '1', verifiedEmail: 'alice@example.com' }

async function bench() {
  const clock = handClock()
  const connection = openSqlite(':memory:', 0)
  const store = storeOn(connection)
  const newId = createIds({ clock, random: seededRandom(1) })
  const openWork = createOpenWork(clock)
  const credentials = createCredentials({ store, clock, newId, openWork, settings: { tokenDays: 90, sessionHours: 12 } })
  const people = createPeople({ store, clock, newId, openWork })
  const alice = await people.invite({ name: 'Alice', email: 'Alice@Example.com', role: 'user' }, 'platform')
  const asked: Challenge[] = []
  const says: { identity: Identity | Error } = { identity: ALICE }
  const google: Google = {
    ready: () => {},
    consentPage: async ({ state }) => `https://accounts.google.com/?state=${state}`,
    identify: async (_callback, challenge) => {
      asked.push(challenge)
      if (says.identity instanceof Error) throw says.identity
      return says.identity
    },
  }
  const trail = createTrail({ store, clock, newId, knownHeads: async () => [] })
  const signIn = createSignIn({ store, clock, newId, seal: createSeal(randomBytes(32)), trail, credentials, google, settings: { stateMinutes: 10 } })
  const start = async (returnTo?: string) => {
    const { redirectTo, browserSecret } = await signIn.start(returnTo)
    return { state: new URL(redirectTo).searchParams.get('state') ?? '', browserSecret }
  }
  const back = (state: string | undefined, browserSecret?: string, more: { error?: string; code?: string } = { code: 'code' }) =>
    signIn.callback({ state, ...more, currentUrl: new URL('http://127.0.0.1/callback') }, browserSecret)
  const signedIn = async () => {
    const { state, browserSecret } = await start()
    return back(state, browserSecret)
  }
  const audit = async () =>
    (await trail.page({ after: 0, limit: 100, newestFirst: false })).records
      .slice(1)
      .map(({ action, details }) => `${action} ${JSON.parse(details).reason ?? ''}`.trim())
  return { clock, connection, credentials, people, alice, asked, says, start, back, signedIn, audit }
}

describe('signing in', () => {
  it('opens a session for who was invited, and takes them back to where they wanted to go', async () => {
    const { start, back, credentials, alice, audit } = await bench()
    const { state, browserSecret } = await start('/docs?a=b')
    const { person, session, returnTo } = await back(state, browserSecret)
    assert.deepEqual([person, returnTo], [alice, '/docs?a=b'])
    assert.equal((await credentials.holder('session', session.secret)).person.id, alice.id)
    assert.deepEqual(await audit(), ['identity.bound', 'session.issued'])
  })

  it('keeps nothing readable of what it has to remember', async () => {
    const { start, connection } = await bench()
    const { state, browserSecret } = await start('/docs')
    const [row] = connection.prepare('select * from sign_in').all()
    for (const secret of [state, browserSecret, '/docs', 'nonce']) assert.ok(!JSON.stringify(row).includes(secret))
  })

  it('takes a state once, from the browser it was given to, within ten minutes, and asks Google nothing otherwise', async () => {
    const { start, back, asked, clock, audit } = await bench()
    const { state, browserSecret } = await start()
    const other = await start()
    for (const [given, secret] of [
      [undefined, browserSecret],
      ['', browserSecret],
      ['wrong', browserSecret],
      [state, undefined],
      [state, ''],
      [state, other.browserSecret],
    ])
      await assert.rejects(back(given, secret), code('sign_in_state_invalid'))
    assert.equal(asked.length, 0)
    const both = await Promise.allSettled([back(state, browserSecret), back(state, browserSecret)])
    assert.deepEqual([both.filter(({ status }) => status === 'fulfilled').length, asked.length], [1, 1])
    const late = await start()
    await clock.advance(minutes(10))
    await assert.rejects(back(late.state, late.browserSecret), code('sign_in_state_invalid'))
    assert.deepEqual([asked.length, await audit()], [1, ['identity.bound', 'session.issued']])
  })

  it('forgets what ran out when the next one begins', async () => {
    const { start, connection, clock } = await bench()
    await start()
    await clock.advance(minutes(10))
    await start()
    assert.equal(connection.prepare('select count(*) from sign_in').pluck().get(), 1)
  })

  it('recognises a person by issuer and subject, whatever their address is by then', async () => {
    const { signedIn, says, alice } = await bench()
    await signedIn()
    says.identity = { ...ALICE, verifiedEmail: 'alice@elsewhere.example' }
    assert.equal((await signedIn()).person.id, alice.id)
  })

  it('refuses who is not invited, not verified, or another account than the one that came first', async () => {
    const { signedIn, says, audit, connection } = await bench()
    says.identity = { ...ALICE, verifiedEmail: 'bob@example.com' }
    await assert.rejects(signedIn(), code('sign_in_refused'))
    says.identity = { ...ALICE, verifiedEmail: undefined }
    await assert.rejects(signedIn(), code('sign_in_refused'))
    says.identity = ALICE
    await signedIn()
    says.identity = { ...ALICE, subject: '2' }
    await assert.rejects(signedIn(), code('sign_in_refused'))
    const refused = ['not_invited', 'email_not_verified', 'other_account'].map((reason) => `sign_in.refused ${reason}`)
    assert.deepEqual(await audit(), [...refused.slice(0, 2), 'identity.bound', 'session.issued', ...refused.slice(2)])
    assert.equal(connection.prepare('select count(*) from session').pluck().get(), 1)
  })

  it('refuses who did not consent, and uses the state up', async () => {
    const { start, back, asked } = await bench()
    const { state, browserSecret } = await start()
    await assert.rejects(back(state, browserSecret, { error: 'access_denied' }), code('sign_in_refused'))
    await assert.rejects(back(state, browserSecret), code('sign_in_state_invalid'))
    assert.equal(asked.length, 0)
  })

  it('fails when Google fails, and does not let strangers fill the trail with it', async () => {
    const { signedIn, says, audit, clock } = await bench()
    says.identity = new SignInFailed('it is down')
    await assert.rejects(signedIn(), code('sign_in_failed'))
    await assert.rejects(signedIn(), code('sign_in_failed'))
    await clock.advance(minutes(1))
    await assert.rejects(signedIn(), code('sign_in_failed'))
    assert.deepEqual(await audit(), ['sign_in.refused not_confirmed', 'sign_in.refused not_confirmed'])
  })

  it('lets nobody in who was removed', async () => {
    const { signedIn, people, alice, clock } = await bench()
    await signedIn()
    await people.remove(alice.id, 'platform')
    await clock.advance(hours(1))
    await assert.rejects(signedIn(), code('sign_in_refused'))
  })

  it('refuses to lead elsewhere afterwards, and a callback with nothing in it', async () => {
    const { start, back } = await bench()
    await assert.rejects(start('//evil.example'), code('invalid_input'))
    const { state, browserSecret } = await start()
    await assert.rejects(back(state, browserSecret, {}), code('invalid_input'))
  })
})

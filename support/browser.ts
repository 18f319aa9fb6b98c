import { expect } from 'chai'
import type { Dispatcher } from 'undici'
import type { PersonName } from './cast'
import type { GooglePerson } from './fakes/google-consent'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

/** A cookie as the platform gave it: its value, and its attributes in small letters. */
export interface Cookie {
  readonly name: string
  readonly value: string
  readonly attributes: ReadonlyMap<string, string>
}

/** Somebody's browser: it keeps cookies, and goes where it is sent. */
export interface Browser {
  /** Every cookie that was ever set, in order. */
  readonly given: readonly Cookie[]
  /** The Google account that is signed in to in this browser. */
  account: GooglePerson
  /** Where Google's page for the last sign-in is. */
  consentPage: URL | undefined
  /** Where Google last sent this browser back to. */
  wayBack: URL | undefined
  /** A reply to a step of the scenario: it becomes the last one. */
  visit(method: Dispatcher.HttpMethod, path: string): Promise<Reply>
  /** A look at what the platform says, which no step asked for. */
  peek(path: string): Promise<Reply>
}

export const SESSION = 'concord_session'
const browsers = new WeakMap<ConcordWorld, Map<PersonName, Browser>>()

/** The browser of a person; each has one. */
export function browserOf(world: ConcordWorld, person: PersonName): Browser {
  const open = browsers.get(world) ?? new Map<PersonName, Browser>()
  browsers.set(world, open)
  const known = open.get(person) ?? createBrowser(world, { sub: `google-${person}`, email: world.member(person).email })
  open.set(person, known)
  return known
}

export const everyBrowser = (world: ConcordWorld): readonly Browser[] => [...(browsers.get(world)?.values() ?? [])]

function createBrowser(world: ConcordWorld, account: GooglePerson): Browser {
  const given: Cookie[] = []
  const kept = new Map<string, Cookie>()
  const api = (path: string) => {
    const cookies = [...kept.values()].filter(({ attributes }) => path.startsWith(attributes.get('path') ?? '/'))
    return world.api(cookies.length === 0 ? {} : { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') })
  }
  return {
    given,
    account,
    consentPage: undefined,
    wayBack: undefined,
    async visit(method, path) {
      const reply = await world.call(api(path), method, path)
      for (const cookie of cookiesIn(reply)) {
        if (isRemoved(cookie)) kept.delete(cookie.name)
        else {
          given.push(cookie)
          kept.set(cookie.name, cookie)
        }
      }
      return reply
    },
    peek: (path) => world.wait(api(path).call('GET', path), path),
  }
}

const cookiesIn = ({ headers }: Reply): readonly Cookie[] => [headers['set-cookie'] ?? []].flat().map(cookieFrom)

function cookieFrom(line: string): Cookie {
  const [[name = '', value = ''] = [], ...attributes] = line.split(';').map((part) => part.trim().split('='))
  return { name, value, attributes: new Map(attributes.map(([key = '', text = '']) => [key.toLowerCase(), text.toLowerCase()])) }
}

const isRemoved = ({ value, attributes }: Cookie): boolean => value === '' || attributes.get('max-age') === '0'

/** Sends a browser to Google, as far as Google's page. */
export async function beginSignIn(world: ConcordWorld, person: PersonName, returnTo?: string): Promise<void> {
  const browser = browserOf(world, person)
  const query = returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`
  const { status, headers } = await browser.visit('GET', `/api/auth/google/start${query}`)
  if (status === 302) browser.consentPage = new URL(String(headers.location))
}

/** Where Google sends a browser back to once its person has chosen. */
export function choose(world: ConcordWorld, person: PersonName, choice?: { refused: boolean }): URL {
  const browser = browserOf(world, person)
  if (browser.consentPage === undefined) throw new Error(`${person} was not sent to Google`)
  browser.wayBack = world.fakes.google.consent(browser.consentPage, asKnown(world, browser.account), choice)
  return browser.wayBack
}

/** Whom Google says it is, on a platform that has met others before. */
const asKnown = ({ names }: ConcordWorld, { sub, email, ...account }: GooglePerson): GooglePerson => ({
  ...account,
  sub: names.account(sub),
  email: names.address(email),
})

export const comeBack = (world: ConcordWorld, person: PersonName, { pathname, search }: URL): Promise<Reply> =>
  browserOf(world, person).visit('GET', pathname + search)

export async function signIn(world: ConcordWorld, person: PersonName): Promise<void> {
  await beginSignIn(world, person)
  await comeBack(world, person, choose(world, person))
}

/** The platform takes whoever uses this browser for this person. */
export function expectToBe(world: ConcordWorld, { status, text, json }: Reply, person: PersonName): void {
  const { id, name, email, role } = world.member(person)
  expect(status, text).to.equal(200)
  expect(json()).to.deep.equal({ id, name, email, role })
}

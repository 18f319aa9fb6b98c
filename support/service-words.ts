import { defineParameterType } from '@cucumber/cucumber'
import { anyOf } from './any-of'
import { PAGE_WORDS, type PageWords } from './origins'

/** What phrases about providers, Slack, GitHub, Google and programs mean that use the platform. */

/** Why a model stopped speaking. */
export type Ending = 'stop' | 'length' | 'content_filter' | 'unknown'
const ENDINGS: Readonly<Record<string, Ending>> = {
  'because everything was said': 'stop',
  'because its length was used up': 'length',
  'because it was held back': 'content_filter',
  'for an unknown reason': 'unknown',
}
defineParameterType({ name: 'ending', regexp: new RegExp(anyOf(Object.keys(ENDINGS))), transformer: (words) => ENDINGS[words] })

/** What takes too long in a call to a provider. */
export type DeadlineWord = 'connect' | 'first_byte' | 'silence' | 'total'
const DEADLINES: Readonly<Record<string, DeadlineWord>> = {
  connecting: 'connect',
  'the first sign of an answer': 'first_byte',
  'silence in between': 'silence',
  'the whole request': 'total',
}
/** How it is told that something was too slow. */
export const TOO_SLOW: Readonly<Record<DeadlineWord, string>> = {
  connect: 'no connection came about in time',
  first_byte: 'the answer did not begin in time',
  silence: 'the answer stopped coming',
  total: 'the whole request took longer than allowed',
}

defineParameterType({ name: 'deadline', regexp: new RegExp(anyOf(Object.keys(DEADLINES))), transformer: (words) => DEADLINES[words] })

/** A service that messages are sent to, by the name of its fake. */
export type ServiceWord = 'slack' | 'github'
defineParameterType({ name: 'service', regexp: /Slack|GitHub/, transformer: (name): ServiceWord => (name === 'Slack' ? 'slack' : 'github') })

/** How the answer to one send can fail to come, whether or not the service took it. */
const LAPSES = [
  'takes the next send but cuts the connection',
  'takes the next send but never answers',
  'loses the next send and cuts the connection',
  'loses the next send and never answers',
] as const
export type Lapse = (typeof LAPSES)[number]
defineParameterType({ name: 'lapse', regexp: new RegExp(anyOf(LAPSES)), transformer: (words) => words as Lapse })

/** What has become of a send, as far as anybody knows. */
export type Fate = 'sending' | 'sent' | 'failed' | 'unknown'
defineParameterType({ name: 'fate', regexp: /sending|sent|failed|unknown/, transformer: (words) => words as Fate })

/** A human's word on a send. */
export type HumanWord = 'sent' | 'not_sent' | 'perhaps_sent'
const HUMAN_WORDS: Readonly<Record<string, HumanWord>> = { sent: 'sent', 'not sent': 'not_sent', 'perhaps sent': 'perhaps_sent' }
defineParameterType({ name: 'humanWord', regexp: new RegExp(anyOf(Object.keys(HUMAN_WORDS))), transformer: (words) => HUMAN_WORDS[words] })

/** What can be wrong with Google's statement about a person, by the name that the fake gives it. */
const FLAWS = {
  'is not signed by Google': 'signature',
  'comes from another issuer': 'issuer',
  'is meant for somebody else': 'audience',
  'has expired': 'expired',
  'belongs to another sign-in': 'nonce',
  'is missing': 'missing',
} as const
export type Flaw = (typeof FLAWS)[keyof typeof FLAWS]
defineParameterType({ name: 'flaw', regexp: new RegExp(anyOf(Object.keys(FLAWS))), transformer: (words) => FLAWS[words as keyof typeof FLAWS] })

/** The kind of error that OpenAI's client makes of a refusal. */
export type ClientError =
  | 'a bad request'
  | 'wrong credentials'
  | 'something not found'
  | 'a request that cannot be processed'
  | 'too many requests'
  | 'trouble of the server'
  | 'an error'
defineParameterType({
  name: 'clientError',
  regexp: /a bad request|wrong credentials|something not found|a request that cannot be processed|too many requests|trouble of the server|an error/,
  transformer: (words) => words as ClientError,
})

/** Where a sign-in may be told to return to. */
const RETURN_PAGES: Readonly<Record<string, string>> = {
  'the start page': '/',
  'a place on the second page of the manual': '/docs?page=2#sending',
  'another site': 'https://evil.example/',
  'another site, over whatever connection': '//evil.example/',
  'another site, disguised as a page of ours': '/\\evil.example/',
  'a program for the browser': 'javascript:alert(1)',
}
defineParameterType({ name: 'returnPage', regexp: new RegExp(anyOf(Object.keys(RETURN_PAGES).toReversed())), transformer: (words) => RETURN_PAGES[words] })

/** A page in somebody's browser that speaks with the platform. */
defineParameterType({ name: 'page', regexp: new RegExp(anyOf(PAGE_WORDS)), transformer: (words) => words as PageWords })

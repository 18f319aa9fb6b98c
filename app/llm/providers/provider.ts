import type { Completion, FinishReason, ProviderName, Question, Usage } from '../chat'
import type { Complaint } from '../classify'
import type { Failure } from '../failure'

/** What one event of a provider's stream brings. */
export type StreamStep =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'end'; readonly completion: Completion }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Reads one stream, event by event; undefined is an event without words. After `end` or `failed` it is not asked again. */
export type StreamReader = (data: string) => StreamStep | undefined

/** The language of one provider: how it is asked and how its answers are read. Pure; the gateway does the talking. */
export interface Provider {
  readonly name: ProviderName
  /** Where to ask, below the provider's base address. */
  readonly path: string
  /** Names and values in turn, as undici takes them. */
  headers(key: string): string[]
  body(question: Question, streaming: boolean): string
  /** What the JSON body of a refusal says; undefined if it is no object. */
  complaint(body: unknown): Complaint | undefined
  /** The answer in the JSON body of a success, or why it is unreadable. */
  completion(body: unknown, model: string): Completion | { readonly unreadable: string }
  stream(model: string): StreamReader
}

/** What came from outside and claims to be a T: only the names of its members are taken from the published type, nothing is believed. */
export type Claimed<T> = { readonly [Name in keyof T]?: unknown }

/** An object that came from outside; undefined for anything else. */
export const claimed = <T>(value: unknown): Claimed<T> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claimed<T>) : undefined

/** A published type of a request whose members may be left undefined, which JSON leaves out. */
export type Draft<T> = { readonly [Name in keyof T]: T[Name] | undefined }

/** JSON of a stream's event; undefined if it is none. */
export function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}

export const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

/** A count of tokens; undefined for anything that cannot be one. */
export const countOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined)

export const NO_USAGE: Usage = { promptTokens: undefined, completionTokens: undefined, totalTokens: undefined }

/** Characters of one answer; no model writes as much. */
export const LONGEST_ANSWER = 16 * 1024 * 1024

/** A model that was stopped before it said anything has answered with nothing; otherwise nothing is no answer. */
export const mayBeSilent = (reason: FinishReason): boolean => reason === 'length' || reason === 'content_filter'

export const unreadable = (reason: string): StreamStep => ({ kind: 'failed', failure: { kind: 'provider_bad_response', reason } })

export const brokenOff = (reason: string): StreamStep => ({ kind: 'failed', failure: { kind: 'provider_stream_incomplete', reason } })

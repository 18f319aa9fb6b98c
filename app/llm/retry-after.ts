import { days, parseDate, seconds } from '../shared/clock'

export type ReplyHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Where the provider asks to wait, but not for how long. */
const USUAL = seconds(1)
/** Less would be a busy loop. */
const SHORTEST = 100
const LONGEST = days(1)

/** One header as text; the first value if it came more than once. */
export function header(headers: ReplyHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

/**
 * How long the provider asks us to wait, in milliseconds from 100 to a day: `retry-after-ms` (OpenAI's and Anthropic's own, exact)
 * before `retry-after` in seconds or as a date (RFC 9110, 10.2.3); 1 s if it is unreadable, negative or in the past. Undefined if it does not ask.
 */
export function askedWait(headers: ReplyHeaders, now: number): number | undefined {
  const [exact, asked] = [header(headers, 'retry-after-ms'), header(headers, 'retry-after')]
  if (exact === undefined && asked === undefined) return undefined
  const readings = [numberIn(exact), seconds(numberIn(asked)), (parseDate(asked) ?? Number.NaN) - now]
  return clamped(readings.find((ms) => !Number.isNaN(ms)) ?? USUAL)
}

/** NaN if it is none as it stands in a header: neither 1e3 nor Infinity is. */
const numberIn = (text = ''): number => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN)

/** The wait that a rate limit asks for: 1 s where the provider does not say. */
export const rateLimitWait = (headers: ReplyHeaders, now: number): number => askedWait(headers, now) ?? USUAL

const clamped = (ms: number): number => (ms >= 0 ? Math.min(Math.max(ms, SHORTEST), LONGEST) : USUAL)

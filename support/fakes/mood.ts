/** What an answer says of when to come back. `text` is sent as it is, however absurd. */
export type RetryAfter = { readonly seconds: number } | { readonly ms: number } | { readonly dateInMs: number } | { readonly text: string } | 'none'

/** How an answer with status 200 can be no answer. */
export type Garble = 'broken_json' | 'empty' | 'html' | 'wrong_type' | 'like_type' | 'no_type' | 'error_in_success' | 'no_content'

/** How any service that speaks HTTP can answer badly, each in its own words. */
export type HttpMood =
  | { readonly kind: 'out_of_service'; readonly status?: number }
  | { readonly kind: 'refuses'; readonly status: number; readonly reason?: string; readonly code?: string }
  /** `repeating`: a model provider shows the key that it refuses. */
  | { readonly kind: 'refuses_credentials'; readonly status?: 401 | 403; readonly repeating?: 'whole' | 'in_part' }
  | { readonly kind: 'rate_limited'; readonly retryAfter?: RetryAfter }
  | { readonly kind: 'redirects'; readonly to?: string }
  | { readonly kind: 'garbled'; readonly how: Garble }

/** How any service can be whatever its language: late, silent, or gone before it answered. `M` are its other moods. */
export type SilentMood<M> =
  | { readonly kind: 'slow'; readonly ms: number; readonly next?: M | SilentMood<M> }
  /** Takes the request and says nothing for an hour. */
  | { readonly kind: 'silent' }
  /** Takes the request, then the connection is reset. */
  | { readonly kind: 'hangs_up' }
  /** Does what it was asked, and nobody hears of it. */
  | { readonly kind: 'answer_lost'; readonly how?: 'hangs_up' | 'silent' }

/** What a mood applies to; without limits everything, from now on. */
export interface MoodLimits {
  /** The next so many requests; further ones queue up behind those that are already limited. */
  readonly times?: number
  /** Requests whose method and path contain this, such as `POST` or `chat.postMessage`. */
  readonly on?: string
}

export interface Moods<M> {
  /** From now on, or within the limits. A mood without limits replaces all others. */
  is(mood: M, limits?: MoodLimits): void
  recovers(): void
  /** The mood that meets this request; asking counts as meeting it. */
  take(request: string): M | undefined
}

interface Entry<M> {
  readonly mood: M
  readonly on: string
  left: number
}

export function createMoods<M>(): Moods<M> {
  let entries: Entry<M>[] = []
  return {
    is(mood, { times = Number.POSITIVE_INFINITY, on = '' } = {}) {
      if (times === Number.POSITIVE_INFINITY && on === '') entries = []
      entries.push({ mood, on, left: times })
    },
    recovers() {
      entries = []
    },
    take(request) {
      const meeting = entries.filter(({ on }) => request.includes(on))
      const entry = meeting.find(({ left }) => left !== Number.POSITIVE_INFINITY) ?? meeting.at(-1)
      if (entry === undefined) return undefined
      entry.left--
      entries = entries.filter(({ left }) => left > 0)
      return entry.mood
    },
  }
}

/** The headers that say when to come back; `now` is epoch milliseconds. */
export function retryHeaders(retryAfter: RetryAfter | undefined, now: number): Record<string, string> {
  if (retryAfter === undefined || retryAfter === 'none') return {}
  if ('ms' in retryAfter) return { 'retry-after-ms': String(retryAfter.ms) }
  if ('seconds' in retryAfter) return { 'retry-after': String(retryAfter.seconds) }
  if ('text' in retryAfter) return { 'retry-after': retryAfter.text }
  return { 'retry-after': new Date(now + retryAfter.dateInMs).toUTCString() }
}

import fc from 'fast-check'

export const SUBSCRIBERS = ['Uma', 'Mallory', 'Ada'] as const
export const PUBLISHERS = ['Sam', 'Olivia', 'Ines'] as const
const TOPICS = ['news:a', 'news:b', 'plans'] as const
const PATTERNS = [...TOPICS, 'news:*'] as const

type Subscriber = (typeof SUBSCRIBERS)[number]
type Publisher = (typeof PUBLISHERS)[number]

/** What somebody does by themselves. Whoever has nothing to do it with does nothing. */
export type Move =
  /** So many at the same moment. */
  | { readonly kind: 'publish'; readonly who: Publisher; readonly topic: string; readonly count: number }
  | { readonly kind: 'take'; readonly who: Subscriber; readonly limit: number }
  /** The first `place` events of what was given. */
  | { readonly kind: 'acknowledge'; readonly who: Subscriber; readonly place: number }
  /** So often, one after the other, taking what comes next each time. */
  | { readonly kind: 'refuse'; readonly who: Subscriber; readonly times: number }
  | Coming
  | { readonly kind: 'go'; readonly who: Subscriber }

export interface Coming {
  readonly kind: 'come'
  readonly who: Subscriber
  readonly topics: readonly string[]
  /** Also for what was published before. */
  readonly past: boolean
}

/** What happens at one moment: something to everybody, or what several do at the same time. */
export type Moment = { readonly kind: 'silence' | 'restart' } | { readonly kind: 'moves'; readonly moves: readonly Move[] }

export interface DeliveryCase {
  readonly first: readonly Coming[]
  readonly moments: readonly Moment[]
}

const who = fc.constantFrom(...SUBSCRIBERS)
const few = fc.integer({ min: 1, max: 3 })
const coming = fc.record({
  kind: fc.constant('come' as const),
  who,
  topics: fc.uniqueArray(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 3 }),
  past: fc.boolean(),
})

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('publish' as const), who: fc.constantFrom(...PUBLISHERS), topic: fc.constantFrom(...TOPICS), count: few }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('take' as const), who, limit: few }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), who, place: few }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refuse' as const), who, times: fc.constantFrom(1, 2, 5) }) },
  { weight: 1, arbitrary: coming },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('go' as const), who }) },
)

/** Each of them does one thing. */
const moves = fc.uniqueArray(move, { minLength: 1, maxLength: 4, selector: (each) => each.who })
const moment: fc.Arbitrary<Moment> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('moves' as const), moves }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('silence' as const, 'restart' as const) }) },
)

/** Any publishers and subscribers, in any order, several at the same moment. */
export const deliveryCases: fc.Arbitrary<DeliveryCase> = fc.record({
  first: fc.uniqueArray(coming, { minLength: 1, maxLength: 3, selector: (each) => each.who }),
  moments: fc.array(moment, { minLength: 1, maxLength: 16, size: 'max' }),
})

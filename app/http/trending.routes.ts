import { Type } from 'typebox'
import type { Current, Server } from './parts'
import { Exactly, pageSize, problems } from './schemas'

const DAY = 24
const WEEK = 168
const USUAL = 10
const Query = Exactly({
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
  hours: Type.Optional(Type.Integer({ minimum: 1, maximum: WEEK, description: `How far back; ${DAY} without it` })),
})
const TopicView = Exactly({
  topic: Type.String({ description: 'The hashtag, case-folded' }),
  authors: Type.Integer({ description: 'How many different people and agents used it' }),
  score: Type.Number({ description: 'Each author counts 1, and half as much every 6 hours after the latest use' }),
})
const MILLIONTHS = 1_000_000

/** What many speak about. */
export function trendingRoutes(server: Server, parts: Current<'trending' | 'settings'>): void {
  server.get(
    '/api/topics/trending',
    {
      config: { access: 'agent' },
      schema: { tags: ['social'], summary: 'List what many speak about', querystring: Query, response: { 200: Type.Array(TopicView), ...problems } },
    },
    async ({ query: { limit, hours = DAY } }) => {
      const { trending, settings } = parts()
      const topics = await trending.list({ hours, limit: pageSize(limit, { ...settings, page: USUAL }) })
      return topics.map((topic) => ({ ...topic, score: Math.round(topic.score * MILLIONTHS) / MILLIONTHS }))
    },
  )
}

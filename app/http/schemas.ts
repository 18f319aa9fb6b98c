import { type TSchema, Type } from 'typebox'
import { InvalidInput } from '../shared/errors'

/** An object that has these fields and no others. */
export const Exactly = <Fields extends Record<string, TSchema>>(fields: Fields) => Type.Object(fields, { additionalProperties: false })

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** The id of an agent, as a request names it. */
export const AgentId = Type.String({ minLength: 1, maxLength: 100 })

/** In requests that somebody may make for an agent. */
export const forAgent = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 100, description }))
export const ForAgent = forAgent('The agent that does it; without it whoever asks does')

/** What people are told: never nothing. */
export const Said = Type.String({ minLength: 1 })

/** Why something that ran has failed. */
export const ErrorView = Exactly({ code: Said, detail: Said })

/** What goes from one to another. */
export const Data = Type.Unknown({ description: 'Any JSON, up to 64 KiB' })

/** Times are RFC 3339 in UTC. */
export const Time = Type.String({ format: 'date-time' })

/** Names and titles that people give. */
export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })

/** Patterns of names that stand in addresses, and of names that are shown to others on one line. */
export const PLAIN_NAME = '^[A-Za-z0-9_.:-]{1,100}$'
export const ONE_LINE = '^\\P{Cc}+$'

/** What queues, barriers and breakers are called; each comes into being with its first use. */
export const PlainName = Type.String({ pattern: PLAIN_NAME, description: 'Letters, digits and _ - . :, at most 100' })

/** One of these words. */
export const OneOf = <Word extends string>(words: readonly Word[], description?: string) =>
  Type.Unsafe<Word>({ type: 'string', enum: [...words], ...(description === undefined ? {} : { description }) })

/** Whether a text can be an id that we gave. */
export const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

/** Every answer that is not a success. */
export const problems = { '4xx': { $ref: 'Problem#' }, '5xx': { $ref: 'Problem#' } } as const

export const Id = Exactly({ id: Type.String({ maxLength: 100 }) })

export const PageQuery = Exactly({ cursor: Type.Optional(Type.String({ maxLength: 500 })), limit: Type.Optional(Type.Integer({ minimum: 1 })) })

/** Optional fields of an answer: what is undefined is not written. */
export const ifAny = <Fields extends object>(fields: Fields) => fields as { [Field in keyof Fields]?: Exclude<Fields[Field], undefined> }

export const ListOf = <Item extends TSchema>(item: Item) => Exactly({ items: Type.Array(item), next_cursor: Nullable(Type.String()) })

/** The page size asked for, the usual one where none was, and never more than the most. Throws InvalidInput. */
export function pageSize(asked: number | undefined, { page, pageMax }: { page: number; pageMax: number }): number {
  if (asked !== undefined && asked > pageMax) throw new InvalidInput('limit', `limit must be at most ${pageMax}`)
  return asked ?? page
}

import type { Tool as McpTool } from '@modelcontextprotocol/sdk/types.js'
import { type ApiDescription, type Field, type Operation, operationOf, type Schema } from './api-description'

/** What an assistant may be told about using a tool without asking anybody. */
export type Effect =
  /** Changes nothing. */
  | 'reads'
  /** Adds something; doing it twice adds it twice. */
  | 'adds'
  /** Doing it again changes nothing more. */
  | 'settles'
  /** Takes something away, from others too. */
  | 'destroys'

/** A tool, declared by the operation of the API that it stands for: rights, limits, records and what is valid are the operation's own. */
export interface Declared {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly operation: string
  readonly effect: Effect
  /** Others outside the platform are contacted, such as providers of models. */
  readonly open?: boolean
  /** Fields that are called otherwise here: the field's name, with its place before it where two have the same, then the argument's. */
  readonly renamed?: Readonly<Record<string, string>>
  /** What arguments mean where the operation's own words do not say it, by the argument's name. */
  readonly meaning?: Readonly<Record<string, string>>
  /** Fields that a tool has no use for. */
  readonly without?: readonly string[]
  /** The answer is given under this name, or null under it where it is empty. */
  readonly answer?: string
}

/** A tool as the platform offers it. */
export interface Tool {
  readonly declared: Declared
  readonly operation: Operation
  /** By the argument's name. */
  readonly fields: ReadonlyMap<string, Field>
  readonly shown: McpTool
}

/** The tools over a platform that describes itself so. Throws if it does not offer what one of them stands for. Pure. */
export const toolsOf = (description: ApiDescription, declared: readonly Declared[]): readonly Tool[] => declared.map((each) => toolOf(description, each))

function toolOf(description: ApiDescription, declared: Declared): Tool {
  const operation = operationOf(description, declared.operation)
  const { renamed = {}, meaning = {}, without = [] } = declared
  const named = operation.fields.filter(({ name }) => !without.includes(name)).map((field) => [argumentOf(field, renamed), field] as const)
  const properties = Object.fromEntries(
    named.map(([name, { schema }]) => [name, meaning[name] === undefined ? schema : { ...schema, description: meaning[name] }]),
  )
  const required = named.filter(([, field]) => field.required).map(([name]) => name)
  const { name, title, description: text } = declared
  return {
    declared,
    operation,
    fields: new Map(named),
    shown: {
      ...{ name, title, description: text, annotations: { title, ...hintsOf(declared) } },
      inputSchema: { type: 'object', properties: properties as Record<string, object>, required, additionalProperties: false },
      outputSchema: outputOf(operation.answers, declared.answer),
    },
  }
}

/** What a field is called as an argument. Pure. */
const argumentOf = ({ name, place }: Pick<Field, 'name' | 'place'>, renamed: NonNullable<Declared['renamed']>): string =>
  renamed[`${place} ${name}`] ?? renamed[name] ?? name

const hintsOf = ({ effect, open = false }: Declared) => ({
  readOnlyHint: effect === 'reads',
  destructiveHint: effect === 'destroys',
  idempotentHint: effect === 'reads' || effect === 'settles',
  openWorldHint: open,
})

type Output = NonNullable<McpTool['outputSchema']>

function outputOf(answers: readonly Schema[], answer: string | undefined): Output {
  const [only, ...others] = answers
  if (answer !== undefined) return { type: 'object', properties: { [answer]: { anyOf: [...answers, { type: 'null' }] } }, required: [answer] }
  if (only === undefined) return { type: 'object' }
  return (others.length === 0 ? { ...only, type: 'object' } : { type: 'object', anyOf: answers }) as Output
}

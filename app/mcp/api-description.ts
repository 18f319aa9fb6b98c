/** A schema as JSON Schema has it. */
export type Schema = Readonly<Record<string, unknown>>

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

interface Described {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses?: Readonly<Record<string, Content>>
}

/** The platform's description of its own API (OpenAPI), as far as it is needed here. */
export interface ApiDescription {
  readonly paths?: Readonly<Record<string, unknown>>
}

/** Where in a request a field stands. */
export type Place = 'path' | 'query' | 'body'

export interface Field {
  readonly name: string
  readonly place: Place
  readonly required: boolean
  readonly schema: Schema
}

/** One thing that can be asked of the API. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly fields: readonly Field[]
  /** What it answers if it does what was asked; nothing where the answer is empty. */
  readonly answers: readonly Schema[]
}

/** `POST /api/events`, as the description has it. Throws if it is not there. Pure. */
export function operationOf(description: ApiDescription, name: string): Operation {
  const [method = '', path = ''] = name.split(' ')
  const described = (description.paths?.[path] as Readonly<Record<string, Described>> | undefined)?.[method.toLowerCase()]
  if (described === undefined) throw new Error(`The platform does not offer ${name}`)
  const { parameters = [], requestBody, responses = {} } = described
  const asked = parameters.flatMap(({ in: place, name: field, required = false, description: words, schema }) => {
    if (place !== 'path' && place !== 'query') return []
    return [{ name: field, place, required, schema: words === undefined ? schema : { ...schema, description: words } } as const]
  })
  const answers = Object.keys(responses)
    .filter((status) => status.startsWith('2'))
    .map((status) => schemaOf(responses[status]))
    .filter((schema) => schema !== undefined)
  return { method, path, fields: [...asked, ...bodyFields(schemaOf(requestBody))], answers }
}

const schemaOf = (content: Content | undefined): Schema | undefined => content?.content?.['application/json']?.schema

function bodyFields(body: Schema | undefined): readonly Field[] {
  const { properties = {}, required = [] } = (body ?? {}) as { properties?: Readonly<Record<string, Schema>>; required?: readonly string[] }
  return Object.entries(properties).map(([name, schema]) => ({ name, place: 'body', required: required.includes(name), schema }))
}

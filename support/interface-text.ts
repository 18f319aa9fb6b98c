// The description of the interface, and of the tools of assistants, as lines that can be compared and read in a review: an address, and under it a line for each field.

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>

interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly security?: readonly object[]
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean; readonly schema: Schema }[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

/** What a description (OpenAPI 3.1) is read for here. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly securitySchemes: object }
}

/** One line for each fact that a program could depend on; those of an address follow it, further in. Pure: equal descriptions give equal texts. */
export function interfaceText({ paths, components }: Description): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, ...linesOf(operation).map((line) => `  ${line}`)]),
  )
  const shared = Object.entries(components.schemas).map(([name, schema]) => [name, ...schemaLines(schema, '').map((line) => `  ${line}`)])
  const access = Object.entries(components.securitySchemes).map(([name, scheme]) => `  ${name} ${JSON.stringify(scheme)}`)
  return `${[['access', ...access], ...shared, ...operations].flat().join('\n')}\n`
}

function linesOf({ summary, description, security, parameters = [], requestBody, responses }: Operation): string[] {
  return [
    ...(summary === undefined ? [] : [`is for ${JSON.stringify(summary)}`]),
    ...(description === undefined ? [] : [`explains ${JSON.stringify(description)}`]),
    `lets in ${security === undefined ? 'everybody' : security.map((each) => Object.keys(each).join(' and ')).join(' or ')}`,
    ...parameters.flatMap((each) => schemaLines(each.schema, ` ${each.in} ${each.name}${each.required ? '!' : ''}`, 'takes')),
    ...contentLines(`takes${requestBody?.required ? '!' : ''}`, requestBody?.content),
    ...Object.entries(responses).flatMap(([status, { content }]) =>
      content === undefined ? [`answers ${status}`] : contentLines(`answers ${status}`, content),
    ),
  ]
}

const contentLines = (what: string, content: Content = {}): string[] =>
  Object.entries(content).flatMap(([type, { schema }]) => schemaLines(schema, '', `${what} ${type}`))

/** A field's own facts, then those of what is in it. `!`: it is always there. */
function schemaLines({ properties = {}, required = [], items, anyOf, allOf, ...facts }: Schema, path: string, what = ''): string[] {
  const own = Object.keys(facts).length === 0 ? '' : ` ${JSON.stringify(facts)}`
  const within = path.replace(/!$/, '')
  const line = `${what}${path}${own}`.trim()
  return [
    ...(line === '' ? [] : [line]),
    ...Object.entries(properties).flatMap(([name, schema]) => schemaLines(schema, `${within}.${name}${required.includes(name) ? '!' : ''}`, what)),
    ...(items === undefined ? [] : schemaLines(items, `${within}[]`, what)),
    ...[...(anyOf ?? []), ...(allOf ?? [])].flatMap((schema, index) => schemaLines(schema, `${within}|${index + 1}`, what)),
  ]
}

/** A tool of assistants, as the Model Context Protocol shows it. */
export interface ShownTool {
  readonly name: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly annotations?: object | undefined
  readonly inputSchema: object
  readonly outputSchema?: object | undefined
}

/** The same of the tools that assistants are offered. */
export const toolsText = (tools: readonly ShownTool[]): string =>
  tools
    .map(({ name, title, description, annotations, inputSchema, outputSchema }) => {
      const facts = [`is called ${JSON.stringify(title)}`, `is for ${JSON.stringify(description)}`, `does ${JSON.stringify(annotations)}`]
      const lines = [...facts, ...schemaLines(inputSchema, '', 'takes'), ...schemaLines(outputSchema ?? {}, '', 'gives')]
      return `${[name, ...lines.map((line) => `  ${line}`)].join('\n')}\n`
    })
    .join('')

/** Such a text without what is only said to people: somebody else's platform may say it otherwise. */
export const withoutWords = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^ {2}(is for|is called|explains) "/.test(line))
    .map((line) => line.replaceAll(DESCRIBED, '').replaceAll(',}', '}').replaceAll(' {}', ''))
    .join('\n')
const DESCRIBED = /"(?:description|title)":"(?:[^"\\]|\\.)*",?/g

/** The lines of one that the other lacks, each with the address that it stands under. */
export function linesMissing(of: string, from: string): string[] {
  const known = new Set(addressed(from))
  return addressed(of).filter((line) => !known.has(line))
}

function addressed(text: string): string[] {
  let address = ''
  return text.split('\n').map((line) => {
    if (!line.startsWith('  ')) address = line
    return line.startsWith('  ') ? `${address}: ${line.trim()}` : line
  })
}

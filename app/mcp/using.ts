import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import type { Tool } from './tool'

/** What is asked of the API in the end. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>> | undefined
}

export interface Answered {
  readonly status: number
  /** JSON, or nothing. */
  readonly text: string
  /** In how many seconds one may come back, as a header says it. */
  readonly retryAfter?: string | undefined
}

type Arguments = Readonly<Record<string, unknown>>

/** A problem as the API tells it. */
export interface ProblemTold {
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly field?: string
}

/** The request that a call of the tool stands for, or why it is none. What is valid the API says itself; here things are only put in their places. Pure. */
export function requestOf({ operation, fields }: Tool, given: Arguments): Asked | ProblemTold {
  const missing = [...fields].find(([name, { place }]) => place === 'path' && !isText(given[name]))
  if (missing !== undefined) return wrong(missing[0], `${missing[0]} is missing`)
  let path = operation.path
  const query = new URLSearchParams()
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    const field = fields.get(name)
    if (field === undefined) return wrong(name, `${name} is not an argument of this tool`)
    if (field.place === 'path') path = path.replace(`{${field.name}}`, encodeURIComponent(String(value)))
    else if (field.place === 'query') query.set(field.name, typeof value === 'string' ? value : JSON.stringify(value))
    else body[field.name] = value
  }
  const takesBody = [...fields.values()].some(({ place }) => place === 'body')
  return { method: operation.method, path: query.size === 0 ? path : `${path}?${query}`, body: takesBody ? body : undefined }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && value !== '.' && value !== '..'

const wrong = (field: string, detail: string): ProblemTold => ({ title: 'The request is not valid', status: 400, detail, code: 'invalid_input', field })

/** What an assistant is told. A refusal is the API's own problem document: its code, the argument that is wrong, and in how many seconds to come back. Pure. */
export function resultOf(tool: Tool, { status, text, retryAfter }: Answered): CallToolResult {
  const value: unknown = text === '' ? undefined : JSON.parse(text)
  if (status >= 400) {
    const wait = retryAfter === undefined ? {} : { retry_after: Number(retryAfter) }
    return refusal(tool, { ...(value as ProblemTold), ...wait })
  }
  const { answer } = tool.declared
  const told = answer === undefined ? (value ?? {}) : { [answer]: value ?? null }
  return { content: [{ type: 'text', text: JSON.stringify(told) }], structuredContent: told as Record<string, unknown> }
}

/** The problem as the tool's answer: text alone, for what is structured has the shape of a success. */
export function refusal({ fields }: Pick<Tool, 'fields'>, problem: ProblemTold): CallToolResult {
  const named = problem.field === undefined ? problem : { ...problem, field: argumentFor(fields, problem.field) }
  return { content: [{ type: 'text', text: JSON.stringify(named) }], isError: true }
}

/** The argument for a field, also for a part of it: `to[1]`. Whatever is the body's own goes before what names a thing. */
function argumentFor(fields: Tool['fields'], field: string): string {
  const [, head = '', rest = ''] = /^([^.[]*)(.*)$/s.exec(field) ?? []
  const found = [...fields].filter(([, each]) => each.name === head)
  const [name = head] = found.find(([, { place }]) => place !== 'path') ?? found[0] ?? []
  return name + rest
}

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyInstance, FastifyRequest, FastifySchema, FastifySchemaCompiler } from 'fastify'
import { EVENT_TYPE, TOPIC, TOPIC_PATTERN } from '../events/topic'
import { ConcordError, InvalidInput } from '../shared/errors'
import { checkText, fieldName, parseJson } from '../shared/json'
import { ONE_LINE, PLAIN_NAME } from './schemas'

class PayloadTooLarge extends ConcordError {
  readonly code = 'payload_too_large'
}
class UnsupportedMediaType extends ConcordError {
  readonly code = 'unsupported_media_type'
}

/** No name or id in an address is longer, in UTF-16 units. */
export const LONGEST_PART = 500

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parseBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw new InvalidInput('body', 'The body is not valid UTF-8')
  }
  return parseJson(text)
}

/** Takes JSON bodies only, strictly read; anything else is 415. An empty body counts as none. */
export function acceptJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseBody(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
}

/**
 * Bodies must fit as they are; what stands in an address is text and is turned into numbers where the schema says so. A schema is compiled
 * when it is first needed: all at once would hold up every start.
 */
export function inputCompiler(): FastifySchemaCompiler<FastifySchema> {
  const options = { allErrors: false, strict: false, useDefaults: true, removeAdditional: false } as const
  const bodies = withFormats(new Ajv({ ...options, coerceTypes: false }))
  const addresses = withFormats(new Ajv({ ...options, coerceTypes: true }))
  return ({ schema, httpPart }) => {
    let validate: ValidateFunction | undefined
    return (value) => {
      validate ??= (httpPart === 'body' ? bodies : addresses).compile(schema)
      if (httpPart !== 'body') checkAddress(value)
      return validate(value) ? { value } : { error: invalidInput(validate.errors?.[0]) }
    }
  }
}

/** Lets a request that may say something in its body say nothing: for schemas whose every field is optional. */
export const bodyOptional = async (request: FastifyRequest): Promise<void> => {
  request.body ??= {}
}

/** What a request says in its address or its body where nothing is asked, as an error: nobody is to believe that it counted. */
export function unasked({ url, body, query, routeOptions: { schema } }: FastifyRequest): InvalidInput | undefined {
  if (!url.startsWith('/api/')) return undefined
  return (schema?.querystring === undefined ? unknownField(query) : undefined) ?? (schema?.body === undefined ? unknownField(body) : undefined)
}

function unknownField(value: unknown): InvalidInput | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const [name] = isObject ? Object.keys(value) : value === undefined || value === null ? [] : ['body']
  return name === undefined ? undefined : new InvalidInput(fieldName([name]), `${fieldName([name])} is not a field of this request`)
}

const withFormats = (ajv: Ajv): Ajv => addFormats(ajv, ['email', 'date-time'])

function checkAddress(values: unknown): void {
  for (const [name, value] of Object.entries(values ?? {})) if (typeof value === 'string') checkText(value, name)
}

/** What a pattern asks for, in words; others are told as they are. */
const PATTERNS: Readonly<Record<string, string>> = {
  '\\S': 'must not be blank',
  [PLAIN_NAME]: 'must be 1 to 100 of letters from a to z or A to Z, digits, "_", "-", "." and ":"',
  [ONE_LINE]: 'must be one line without control characters',
  [TOPIC]: 'must be of letters from a to z, digits, "_", "-", "." and ":"',
  [TOPIC_PATTERN]: 'must be of letters from a to z, digits, "_", "-", "." and ":", or end with ":*" for any last part',
  [EVENT_TYPE]: 'must be of letters from a to z, digits, ".", "_", "/", ":" and "-", and begin with a letter or a digit',
}

const TYPES: Readonly<Record<string, string>> = { string: 'a text', integer: 'a whole number', number: 'a number', array: 'a list', object: 'an object' }

/** What was expected, in words, as far as we have any. */
function expectation({ keyword, params, message }: ErrorObject): string {
  const { limit, pattern, type } = params as Readonly<Record<string, unknown>>
  switch (keyword) {
    case 'pattern':
      return PATTERNS[String(pattern)] ?? `${message}`
    case 'type':
      return TYPES[String(type)] === undefined ? `${message}` : `must be ${TYPES[String(type)]}`
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`
    case 'maxLength':
      return `must have at most ${limit} characters`
    case 'minItems':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} entries`
    case 'maxItems':
      return `must have at most ${limit} entries`
    case 'minimum':
      return `must be at least ${limit}`
    case 'maximum':
      return `must be at most ${limit}`
    default:
      return message ?? 'is not valid'
  }
}

function invalidInput(error: ErrorObject | undefined): InvalidInput {
  const path = (error?.instancePath ?? '').split('/').slice(1).map(pathPart)
  const { missingProperty, additionalProperty, allowedValues, allowedValue } = (error?.params ?? {}) as Record<string, unknown>
  if (typeof missingProperty === 'string') {
    const field = fieldName([...path, missingProperty])
    return new InvalidInput(field, `${field} is missing`)
  }
  if (typeof additionalProperty === 'string') {
    const field = fieldName([...path, additionalProperty])
    return new InvalidInput(field, `${field} is not a field of this request`)
  }
  const field = fieldName(path)
  if (Array.isArray(allowedValues)) return new InvalidInput(field, `${field} must be one of ${allowedValues.join(', ')}`)
  if (allowedValue !== undefined) return new InvalidInput(field, `${field} must be ${JSON.stringify(allowedValue)}`)
  return new InvalidInput(field, `${field} ${error === undefined ? 'is not valid' : expectation(error)}`)
}

/** A part of a JSON pointer (RFC 6901) as a name or an index. */
function pathPart(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** What Fastify itself refuses, in the words of our own errors; everything else unchanged. */
export function asInputError(error: Error & { readonly code?: string; readonly statusCode?: number }, bodyBytes: number | undefined): Error {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new PayloadTooLarge(`The body is larger than ${bodyBytes} bytes`, { field: 'body' })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new UnsupportedMediaType('The body must be JSON (content-type: application/json)', { field: 'content-type' })
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new InvalidInput('content-length', 'The body is not as long as content-length says')
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new InvalidInput('address', `A part of the address is longer than ${LONGEST_PART} characters`)
    case 'FST_ERR_BAD_URL':
      return new InvalidInput('address', 'The address is not readable: each % in it begins two hexadecimal digits of UTF-8')
    default:
      return error.statusCode === 400 && !(error instanceof ConcordError) ? new InvalidInput('body', error.message) : error
  }
}

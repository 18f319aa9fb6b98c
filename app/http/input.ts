import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyInstance, FastifyRequest, FastifySchema, FastifySchemaCompiler } from 'fastify'
import { ConcordError, InvalidInput } from '../shared/errors'
import { checkText, fieldName, parseJson } from '../shared/json'

class PayloadTooLarge extends ConcordError {
  readonly code = 'payload_too_large'
}
class UnsupportedMediaType extends ConcordError {
  readonly code = 'unsupported_media_type'
}

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

const withFormats = (ajv: Ajv): Ajv => addFormats(ajv, ['email', 'date-time'])

function checkAddress(values: unknown): void {
  for (const [name, value] of Object.entries(values ?? {})) if (typeof value === 'string') checkText(value, name)
}

/** The pattern of texts that say something. */
const NOT_BLANK = '\\S'

function invalidInput(error: ErrorObject | undefined): InvalidInput {
  const path = (error?.instancePath ?? '').split('/').slice(1).map(pathPart)
  const { missingProperty, additionalProperty, allowedValues, allowedValue, pattern } = (error?.params ?? {}) as Record<string, unknown>
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
  if (pattern === NOT_BLANK) return new InvalidInput(field, `${field} must not be blank`)
  return new InvalidInput(field, `${field} ${error?.message ?? 'is not valid'}`)
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
    default:
      return error.statusCode === 400 && !(error instanceof ConcordError) ? new InvalidInput('body', error.message) : error
  }
}

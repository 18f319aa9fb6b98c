import type { FastifyRequest } from 'fastify'
import { InvalidInput } from '../shared/errors'
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key'

/** The key under which a request may be repeated, as it was sent. Throws InvalidInput for two. */
export function idempotencyKeyOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const key = headers[IDEMPOTENCY_KEY]
  if (Array.isArray(key)) throw new InvalidInput(IDEMPOTENCY_KEY, `${IDEMPOTENCY_KEY} is given twice`)
  return key
}

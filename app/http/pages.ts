import type { FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput } from '../shared/errors'

/** A cursor as people see it: opaque, but nothing secret. */
export const cursorOf = (place: string): string => Buffer.from(place).toString('base64url')

/** The place that a cursor stands for; `''` without one. Throws InvalidInput for a cursor that we did not give and that `fits` refuses. */
export function placeOf(cursor: string | undefined, fits: (place: string) => boolean): string {
  if (cursor === undefined) return ''
  const place = Buffer.from(cursor, 'base64url').toString('utf8')
  if (cursorOf(place) !== cursor || !fits(place)) throw new InvalidInput('cursor', 'cursor is not one that we gave')
  return place
}

/** The number that a cursor stands for; 0 without one. Throws InvalidInput. */
export const numberOf = (cursor: string | undefined): number => Number(placeOf(cursor, (place) => /^\d{1,15}$/.test(place)))

/** A page of a list, with the address of the next one in the Link header (RFC 8288). */
export function sendPage<Item>(request: FastifyRequest, reply: FastifyReply, page: { items: readonly Item[]; next: string | undefined }) {
  const next = page.next === undefined ? null : cursorOf(page.next)
  if (next !== null) {
    const [path, query] = request.url.split('?')
    const params = new URLSearchParams(query)
    params.set('cursor', next)
    reply.header('link', `<${path}?${params}>; rel="next"`)
  }
  return { items: [...page.items], next_cursor: next }
}

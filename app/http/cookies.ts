import type { FastifyRequest } from 'fastify'

/** A cookie that a request came with. Cookies are read where one is asked for: most requests come with a token. */
export const cookieOf = ({ server, headers: { cookie } }: FastifyRequest, name: string): string | undefined =>
  cookie === undefined ? undefined : server.parseCookie(cookie)[name]

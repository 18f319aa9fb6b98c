import pino, { type DestinationStream, type Logger } from 'pino'

export type { Logger }

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const HIDDEN = '[hidden]'
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'key',
  'token',
  'secret',
  'password',
  'client_secret',
  'code',
  'code_verifier',
  'state',
]
const SECRET_TEXT = /\b(?:sk-[\w-]{6,}|xox[a-z]-[\w-]+|gh[a-z]_\w+|github_pat_\w+|ccd_[\w-]+|Bearer\s+[^\s"]+)/g

/** Text with everything that looks like a credential of ours or of a provider taken out. */
export const withoutSecrets = (text: string): string => text.replace(SECRET_TEXT, HIDDEN)

/** Named otherwise than it is: what is called a code may be one of a sign-in, and is hidden. */
const kindOf = (error: Error): { kind?: string } => ('code' in error && typeof error.code === 'string' ? { kind: error.code } : {})

/** Structured logs, one JSON object a line. Secrets are hidden by field name and by how they look. */
export function createLogger(level: LogLevel, destination: DestinationStream = pino.destination({ dest: 1, sync: false })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`]), censor: HIDDEN },
      serializers: {
        error: (error: unknown) =>
          error instanceof Error
            ? { name: error.name, ...kindOf(error), message: withoutSecrets(error.message), stack: withoutSecrets(error.stack ?? '') }
            : error,
      },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  )
}

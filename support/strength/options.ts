import { parseArgs } from 'node:util'
import { messageOf } from '../../app/shared/errors'
import { Misuse } from '../specification/misuse'

export interface Options {
  /** Parts, folders, files or lines of app/ that are meant; none for everything but adapters. */
  readonly words: readonly string[]
  readonly all: boolean
  /** Nothing is tried: only the lines are counted that examples go through. */
  readonly lines: boolean
  /** Nothing is tried: what is known is told. */
  readonly report: boolean
  /** What is kept of earlier runs is not used. */
  readonly fresh: boolean
  readonly seed: string
  readonly concurrency: number
  readonly tries: number
  /** So many are drawn by chance from what is meant; absent if all of it is tried. */
  readonly size: number | undefined
  readonly minutes: number
}

const NO = { type: 'boolean', default: false } as const
const FLAGS = { all: NO, fresh: NO, lines: NO, report: NO }
const VALUES = {
  seed: { type: 'string', default: '1' },
  concurrency: { type: 'string', default: '2' },
  tries: { type: 'string', default: '40' },
  size: { type: 'string' },
  minutes: { type: 'string' },
} as const

const SIZE_OF_A_SAMPLE = 1_500
/** So long a sample may take, with what has to be found out before. */
const MINUTES_OF_A_SAMPLE = 29

/** Reads the command line. Throws Misuse. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args)
  const size = values.size === undefined ? undefined : positive('size', values.size)
  const sample = !values.all && positionals.length === 0
  return {
    words: positionals,
    ...{ all: values.all, fresh: values.fresh, lines: values.lines, report: values.report, seed: values.seed },
    concurrency: positive('concurrency', values.concurrency),
    tries: positive('tries', values.tries),
    size: size ?? (sample ? SIZE_OF_A_SAMPLE : undefined),
    minutes: values.minutes === undefined ? (sample ? MINUTES_OF_A_SAMPLE : Number.POSITIVE_INFINITY) : positive('minutes', values.minutes),
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...FLAGS, ...VALUES } })
  } catch (error) {
    throw new Misuse(messageOf(error))
  }
}

function positive(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Misuse(`--${name} is a whole number from 1 on, not "${text}"`)
  return number
}

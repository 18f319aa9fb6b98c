import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Wrap } from '../app/backplane/around'
import { BackplaneUnavailable } from '../app/backplane/errors'
import type { Deviation, Pattern } from '../app/backplane/guarantees'
import { coordinate } from './coordination/coordinate'
import type { Place } from './coordination/stage'
import { whileTimePasses } from './passing-time'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** What came of trying the patterns of coordination. */
export interface Trial {
  readonly code: number
  /** What was told, and what was complained of. */
  readonly told: string
  readonly complaint: string
}

/** What a feature calls a pattern. */
const CALLED: Readonly<Record<string, Pattern>> = {
  'publish and subscribe': 'pubsub',
  'the task queue': 'task-queue',
  'request and reply': 'request-reply',
  'scatter and gather': 'scatter-gather',
  'the barrier': 'barrier',
  'the breaker': 'circuit-breaker',
}
export const PATTERN_NAMES = Object.keys(CALLED)

/** The name of a pattern on the command line; `everything` is every pattern. */
export function calledPattern(called: string): string {
  const name = called === 'everything' ? 'all' : CALLED[called]
  if (name === undefined) throw new Error(`there is no pattern called ${called}`)
  return name
}

export const patternOptions = (called: string): readonly string[] => ['--pattern', calledPattern(called)]

interface Trials {
  readonly trials: Trial[]
  /** Where they took place. */
  readonly places: Place[]
  readonly env: Record<string, string>
  /** Makes what is wrong with the engine, anew for each trial. */
  sabotage: (() => Wrap) | undefined
  /** Declared of the engine, in place of what it declares itself. */
  deviations: readonly Deviation[] | undefined
}

export const trialsOf = perScenario((world): Trials => {
  world.reach.here('our own trial of the patterns')
  return { trials: [], places: [], env: {}, sabotage: undefined, deviations: undefined }
})

/** Tries patterns as the command does, with these options, on the scenario's clock; interrupted as soon as the platform is there, if it is to be. */
export async function tryPatterns(world: ConcordWorld, options: readonly string[], interrupt?: AbortController): Promise<void> {
  const { trials, places, sabotage, env, deviations } = trialsOf(world)
  const [told, complaint]: [string[], string[]] = [[], []]
  const trial = coordinate(options, env, {
    clock: world.clock,
    print: (text) => void told.push(text),
    complain: (text) => void complaint.push(text),
    sabotage: sabotage?.(),
    deviations,
    interrupted: interrupt?.signal,
    opened(place) {
      places.push(place)
      interrupt?.abort(new Error('interrupted'))
    },
  })
  const code = await whileTimePasses(world.clock, trial)
  trials.push({ code, told: told.join('\n'), complaint: complaint.join('\n') })
}

/** The last of them. */
export function lastTrial(world: ConcordWorld): Trial {
  const trial = trialsOf(world).trials.at(-1)
  if (trial === undefined) throw new Error('nothing was tried yet')
  return trial
}

/** What became of each promise. */
export function verdictsIn({ told }: Trial): Readonly<Record<string, 'kept' | 'broken' | 'deviated' | 'begun to hold' | 'not run'>> {
  const lines = [...told.matchAll(/^(?<sign>[✓✗~!-]) (?<promise>[a-z-]+: .*?)(?: \((?:[\d.]+ s|not run)\))?$/gm)]
  const signs = { '✓': 'kept', '✗': 'broken', '~': 'deviated', '!': 'begun to hold', '-': 'not run' } as const
  return Object.fromEntries(lines.map(({ groups }) => [groups?.promise ?? '', signs[groups?.sign as keyof typeof signs]]))
}

/** The failures that were injected, one a line. */
export function failuresIn({ told }: Trial): readonly string[] {
  const [, listed = ''] = /\d+ failures were injected\n((?:.+, attempt \d+: \w+\n?)*)/.exec(told) ?? []
  return listed.split('\n').filter((line) => line !== '')
}

/** The figures of one operation in the table, by the names of its columns; nothing else is read from a table than what people see. */
export function figuresOf({ told }: Trial, operation: string): Readonly<Record<string, string>> {
  const lines = told.split('\n')
  const head = lines.find((line) => line.startsWith('operation '))
  const row = lines.find((line) => line.startsWith(`${operation} `))
  expect(row, `the line of ${operation} in\n${told}`).not.to.equal(undefined)
  const names = (head ?? '').split(/ {2,}/)
  return Object.fromEntries((row ?? '').split(/ {2,}/).map((cell, index) => [names[index] ?? `column ${index}`, cell]))
}

/** A file for figures, gone when the scenario ends. */
export const keptFile = perScenario((world): string => {
  world.reach.here('our own trial of the patterns')
  const folder = mkdtempSync(join(tmpdir(), 'concord-figures-'))
  world.afterwards(async () => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'figures.json')
})

/** What is still there of the platforms of the trials: who answers, and whose data lies around. */
export async function leftBehind(world: ConcordWorld): Promise<readonly string[]> {
  const { places } = trialsOf(world)
  const found = await Promise.all(
    places.map(async ({ origin, folder }) => {
      const answers = await fetch(`${origin}/healthz`).then(
        () => [`a platform at ${origin}`],
        () => [],
      )
      return [...answers, ...(existsSync(folder) ? [`data in ${folder}`] : [])]
    }),
  )
  return found.flat()
}

/** Ways in which an engine breaks its promises, by what a feature calls them. */
export const SABOTAGE = {
  'gives a task to two workers': () => {
    let given: unknown
    return async (operation, call, signal) => {
      if (operation.name !== 'queue.claim') return call(signal)
      if (given !== undefined) {
        const again = given
        given = undefined
        return again as never
      }
      const task = await call(signal)
      given = task
      return task
    }
  },
  'lets people through a barrier before all have come': () => async (operation, call, signal) => {
    if (operation.name !== 'barrier.arrive') return call(signal)
    return { kind: 'passed', generation: 1, position: 1 } as never
  },
  'gives replies to the wrong question': () => {
    const replies: unknown[] = []
    return async (operation, call, signal) => {
      const reply = await call(signal)
      if (operation.name !== 'request.ask' || (reply as { kind: string }).kind !== 'replied') return reply
      replies.push(reply)
      return replies[Math.floor(replies.length / 2)] as never
    }
  },
  'loses every third event': () => {
    let told = 0
    return async (operation, call, signal) => {
      if (operation.name === 'event.publish' && ++told % 3 === 0)
        return { id: 'lost', number: 0, topic: 'lost', type: 'lost', source: 'lost', at: 0, data: {}, correlationId: 'lost' } as never
      return call(signal)
    }
  },
  'lets everybody through an open breaker': () => async (operation, call, signal) => {
    if (operation.name === 'breaker.record' && operation.subject.endsWith('attempt')) return { state: 'half_open', failures: 5, retryAt: undefined } as never
    return call(signal)
  },
  'refuses every use':
    () =>
    async ({ name }) => {
      throw new BackplaneUnavailable(`${name} is refused`)
    },
  'never answers': () => (_operation, _call, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      setTimeout(() => reject(new Error('nobody waits any more')), 60_000).unref()
    }),
} as const satisfies Readonly<Record<string, () => Wrap>>

export type Sabotage = keyof typeof SABOTAGE

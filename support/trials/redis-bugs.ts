import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

interface Change {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Faults that the trial must find before its word counts, each with the words that its finding begins with. */
export const REDIS_BUGS = {
  'a task is given to two workers': {
    finding: 'task:',
    changes: [
      { file: 'redis/task-store.ts', from: "    case 'failed': {", to: "    case 'claimed':\n    case 'failed': {" },
      { file: 'redis/task-store.ts', from: "    case 'claimed':\n      return { kind: 'held' }\n", to: '' },
      {
        file: 'redis/task-scripts.ts',
        from: "if redis.call('PEXPIRE', lock, ARGV[2]) == 1 then return 'held' end",
        to: "if redis.call('PEXPIRE', lock, ARGV[2]) == 1 then redis.call('ZADD', prioritized, redis.call('HGET', job, 'place'), id) return 'held' end",
      },
    ],
  },
  'a barrier lets one more through': {
    finding: 'barrier:',
    changes: [
      { file: 'redis/barrier-scripts.ts', from: "  redis.call('DEL', KEYS[2], KEYS[3])\n", to: '' },
      {
        file: 'redis/barrier-scripts.ts',
        from: "redis.call('HSET', KEYS[1], 'generation', generation + 1)",
        to: "redis.call('HSET', KEYS[1], 'generation', generation)",
      },
    ],
  },
  'a reply finds another request': {
    finding: 'request:',
    changes: [
      {
        file: 'redis/requests.ts',
        from: 'return found.map(pendingOf)',
        to: 'return found.map(pendingOf).map((one, at, all) => ({ ...one, id: all.at(-1 - at).id }))',
      },
    ],
  },
  'an event is lost between being read and acknowledged': {
    finding: 'event:',
    changes: [{ file: 'redis/bus-reader.ts', from: 'if (entries.some(([, fields]) => fields[3] !== instanceId)) wake()', to: '' }],
  },
} as const satisfies Readonly<Record<string, { readonly finding: string; readonly changes: readonly Change[] }>>
export type RedisBug = keyof typeof REDIS_BUGS

const HOME = resolve(__dirname, '../..')
const NEEDED = ['app', 'package.json', 'tsconfig.json', 'support/node-version.cjs', 'support/one-arena.cjs', 'support/run-typescript.cjs']

/** The platform with a fault, in a folder of its own; `remove` leaves nothing of it. */
export function copyWith(bug: RedisBug): { readonly home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'concord-fault-'))
  for (const path of NEEDED) cpSync(join(HOME, path), join(home, path), { recursive: true })
  symlinkSync(join(HOME, 'node_modules'), join(home, 'node_modules'))
  for (const { file, from, to } of REDIS_BUGS[bug].changes) {
    const path = join(home, 'app/backplane', file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`${bug} cannot be planted: ${file} has changed`)
    writeFileSync(path, text.replace(from, to))
  }
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) }
}

import { refuseUnusableHead } from '../audit/head-file'
import type { Tools } from '../safekeeping/place'
import { type Environment, readSettings, type Settings, WrongSetting } from '../settings'
import { systemClock } from '../shared/clock'
import { createIds } from '../shared/ids'
import { createLogger } from '../shared/logger'
import { systemRandom } from '../shared/random'
import { backUp } from './backup'
import type { Bench } from './bench'
import { Misuse, type OnTheMachine } from './command'
import { changeSecret } from './rekey'
import { restore, restored } from './restore'
import { harmless, type Terminal } from './terminal'

const createTools = (): Tools => ({
  clock: systemClock,
  newId: createIds({ clock: systemClock, random: systemRandom }),
  logger: createLogger('error', { write: (line: string) => void process.stderr.write(line) }),
})

/** Does what is done where the data is; the exit code. Throws Misuse, UnusableDatabase, UnusableAuditHead, NotDone. */
export async function onTheMachine(command: OnTheMachine, env: Environment, terminal: Terminal): Promise<number> {
  const bench: Bench = {
    settings: settingsFrom(env),
    env,
    tools: createTools(),
    tell: (document, lines) => terminal.out(command.json ? `${JSON.stringify(document)}\n` : lines.map((line) => `${harmless(line)}\n`).join('')),
    warn: (sentence) => terminal.err(`${harmless(sentence)}\n`),
  }
  try {
    refuseUnusableHead(bench.settings)
    return await carryOut(command, bench)
  } catch (error) {
    throw error instanceof WrongSetting ? new Misuse(error.message) : error
  }
}

function settingsFrom(env: Environment): Settings {
  try {
    const settings = readSettings(env)
    if (settings.database.path === ':memory:')
      throw new Misuse('DATABASE_URL: what is kept in memory alone ends with the platform; there is nothing to back up or to restore')
    return settings
  } catch (error) {
    throw error instanceof WrongSetting ? new Misuse(error.message) : error
  }
}

function carryOut(command: OnTheMachine, bench: Bench): Promise<number> {
  switch (command.kind) {
    case 'backup':
      return backUp(bench, command.file)
    case 'restore':
      return restore(bench, command)
    case 'restored':
      return restored(bench, command)
    case 'rekey':
      return changeSecret(bench, command)
  }
}

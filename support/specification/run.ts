import './compile-cache'
import { messageOf } from '../../app/shared/errors'
import { MissingEngine } from '../storage/own-server'
import { Misuse } from './misuse'
import { runSpecification } from './specification'
import { endSoon, expectVerdict, giveVerdict } from './verdict'

async function main(): Promise<void> {
  expectVerdict()
  try {
    giveVerdict(await runSpecification(process.argv.slice(2)))
  } catch (error) {
    if (error instanceof MissingEngine || error instanceof Misuse) return refuse(error.message)
    process.stderr.write(`The specification could not be run: ${messageOf(error)}\n`)
    if (error instanceof Error && error.cause) process.stderr.write(`${messageOf(error.cause)}\n`)
    giveVerdict({ passed: 0, failed: 1 })
  }
  endSoon()
}

/** Misuse, or an engine that is missing: nothing was run, and nothing stands in for it. */
function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  giveVerdict({ passed: 0, failed: 0 })
  process.exitCode = 2
}

void main()

import { messageOf } from '../../app/shared/errors'
import { runSpecification } from './specification'
import { endSoon, expectVerdict, giveVerdict } from './verdict'

async function main(): Promise<void> {
  expectVerdict()
  try {
    giveVerdict(await runSpecification(process.argv.slice(2)))
  } catch (error) {
    process.stderr.write(`The specification could not be run: ${messageOf(error)}\n`)
    if (error instanceof Error && error.cause) process.stderr.write(`${messageOf(error.cause)}\n`)
    giveVerdict({ passed: 0, failed: 1 })
  }
  endSoon()
}

void main()

import { messageOf } from '../../app/shared/errors'

/** A command was used in a way that it does not know; its message is one sentence. */
export class Misuse extends Error {
  readonly code = 'misuse'
}

/** Runs a command of a writer; the process ends with what it answers, and with 2 after a misuse, said in one sentence. */
export async function command(run: (args: readonly string[]) => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${error instanceof Misuse ? error.message : `It could not be done: ${messageOf(error)}`}\n`)
    process.exitCode = 2
  }
}

import type { Totals } from './guard'

let given = false

/** From now on a process that ends without a verdict has failed: a step that ends the process, or a promise that nobody keeps. */
export function expectVerdict(): void {
  process.exitCode = 1
  process.on('exit', () => {
    if (given) return
    process.exitCode = 1
    process.stdout.write('The run ended before it had finished.\n0 passed, 1 failed\n')
  })
}

/** The last line of a run. The process succeeds if and only if nothing failed. */
export function giveVerdict({ passed, failed }: Totals): void {
  given = true
  process.exitCode = failed === 0 ? 0 : 1
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
}

/** Ends a process that something left running keeps alive, and says what it was. */
export function endSoon(afterMs = 5_000): void {
  const end = () => {
    process.stderr.write(`Still running after the end: ${process.getActiveResourcesInfo().join(', ')}\n`)
    process.exit()
  }
  setTimeout(end, afterMs).unref()
}

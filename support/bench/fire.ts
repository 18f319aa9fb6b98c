import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Measured, Order } from './load'

/** Runs one load in a process of its own. Rejects if an answer was wrong. */
export async function fire(order: Order): Promise<Measured> {
  const load = fork(join(__dirname, 'load.ts'), { execArgv: ['-r', 'ts-node/register'] })
  load.send(order)
  const ended = once(load, 'exit').then(([code]): never => {
    throw new Error(`the load ended early with ${code}`)
  })
  ended.catch(() => {})
  const [measured] = await Promise.race([once(load, 'message'), ended])
  return measured as Measured
}

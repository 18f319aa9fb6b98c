import { writeSync } from 'node:fs'
import net from 'node:net'
import { type Destination, isLoopback, type Route, systemError, watchConnections } from './connections'
import { fail } from './network-faults'

/** How a guarded process ends that tried to leave this machine and would have ended well. */
const LEFT_THE_MACHINE = 97

/**
 * Preloaded into a child process (`node -r ts-node/register -r ./support/guard-preload.ts …`): whatever is not loopback is refused,
 * named on standard error, and turns a good exit code into 97.
 */
function guard(): void {
  const unpatched = net.Socket.prototype.connect
  let left = false
  const refuse = (address: string): Error => {
    writeSync(2, `Refused a connection to ${address}: no scenario reaches the real network\n`)
    left = true
    return systemError(`connect ENETUNREACH ${address}`, { code: 'ENETUNREACH', errno: -101, syscall: 'connect' })
  }
  const refused = ({ host, port }: Destination) => refuse(`${host}:${port}`)
  const route = (to: Destination, socket: net.Socket): Route => (isLoopback(to.host) ? 'real' : fail(socket, refused(to)))
  watchConnections(unpatched, { route, refused })
  process.on('exit', (code) => {
    if (left && code === 0) process.exitCode = LEFT_THE_MACHINE
  })
}

guard()

import { eventually } from '../eventually'
import { perScenario } from '../per-scenario'
import { layWire, type Wire } from '../trials/tcp-proxy'
import type { ConcordWorld } from '../world'

/** A wire of the scenario's own between its platform and the server of Redis. */
const wireOf = perScenario((world): Promise<Wire> => layWireToRedis(world))

async function layWireToRedis(world: ConcordWorld): Promise<Wire> {
  const url = new URL(world.settings.REDIS_URL ?? '')
  const wire = await layWire(Number(url.port || 6_379), url.hostname)
  world.afterwards(() => wire.close())
  url.hostname = '127.0.0.1'
  url.port = String(wire.port)
  world.set('REDIS_URL', url.href)
  return wire
}

const trouble = (world: ConcordWorld): string | undefined => world.platform.parts.backplane.trouble()

/** Before anybody uses the platform. */
export const useWire = async (world: ConcordWorld): Promise<void> => void (await wireOf(world))

/** Nothing reaches the server any more, and the platform has noticed. */
export async function loseRedis(world: ConcordWorld): Promise<void> {
  const wire = await wireOf(world)
  await world.startRounds()
  wire.fail('cut')
  await eventually(() => trouble(world), 'a platform that misses Redis')
}

/** The server is reached again, and the platform has noticed. */
export async function bringRedisBack(world: ConcordWorld): Promise<void> {
  const wire = await wireOf(world)
  wire.mend()
  await eventually(() => (trouble(world) === undefined ? true : undefined), 'a platform that has found Redis')
}

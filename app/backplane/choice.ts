import type { Engine } from './backplane'
import { createEmbedded } from './embedded/embedded'
import type { CreateBackplane } from './engine'

/** The engine of these settings; another engine's modules are not even loaded. What Temporal does, it does beside the embedded one. */
export async function chooseBackplane(engine: Engine): Promise<CreateBackplane> {
  // It is called by its own name: what it promises, it promises with Temporal.
  if (engine === 'temporal') return (deps) => ({ ...createEmbedded(deps), engine })
  if (engine === 'mcp') return (await import('./mcp/mcp')).createMcp
  if (engine !== 'redis') return createEmbedded
  const { createRedis } = await import('./redis/redis')
  return createRedis
}

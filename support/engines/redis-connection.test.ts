import { rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { createConnection } from '../../app/backplane/redis/connection'
import { systemClock } from '../../app/shared/clock'
import { createLogger } from '../../app/shared/logger'
import { skipWithoutRedis, startRedis } from './redis-server'

test('a Redis that is part of a cluster is refused by name', { skip: skipWithoutRedis() }, async () => {
  const redis = await startRedis(['--cluster-enabled', 'yes'])
  const connection = createConnection({ url: redis.url, clock: systemClock, logger: createLogger('silent') })
  try {
    await rejects(connection.start(), {
      code: 'backplane_unavailable',
      message: `REDIS_URL names a Redis that is part of a cluster: 127.0.0.1:${redis.port}. One that stands alone is needed`,
    })
  } finally {
    await connection.close()
    await redis.stop()
  }
})

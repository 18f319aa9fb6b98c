import { Given, When } from '@cucumber/cucumber'
import { bringRedisBack, loseRedis, useWire } from '../support/engines/redis-wire'
import { installationOf } from '../support/installation'
import { said } from '../support/queueing'
import type { ConcordWorld } from '../support/world'

When('the operator tries to start the platform on Redis at {string}', async function (this: ConcordWorld, url: string) {
  await installationOf(this).tryToStart({ CONCORD_BACKPLANE: 'redis', REDIS_URL: url })
})

When('the operator tries to start the platform on Temporal, with {string} set to {string}', async function (this: ConcordWorld, name: string, value: string) {
  await installationOf(this).tryToStart({ CONCORD_BACKPLANE: 'temporal', [name]: value })
})

Given('Redis is reached over a network that can fail', async function (this: ConcordWorld) {
  await useWire(this)
})

Given('Redis is lost', async function (this: ConcordWorld) {
  await loseRedis(this)
})

When('Redis is found again', async function (this: ConcordWorld) {
  await bringRedisBack(this)
})

Given(
  /^(\w+) has (failed|completed) "([^"]*)" while Redis was lost$/,
  async function (this: ConcordWorld, who: string, word: 'failed' | 'completed', title: string) {
    await loseRedis(this)
    await said(this, { who }, word === 'failed' ? { what: 'fail', title, error: 'It did not work' } : { what: 'complete', title })
    await bringRedisBack(this)
  },
)

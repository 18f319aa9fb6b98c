import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { copyWith, REDIS_BUGS, type RedisBug } from './redis-bugs'

describe('the faults that the trial of Redis plants', () => {
  for (const bug of Object.keys(REDIS_BUGS) as RedisBug[])
    it(`can be planted: ${bug}`, () => {
      const { home, remove } = copyWith(bug)
      assert.ok(existsSync(join(home, 'app/backplane/redis')))
      remove()
      assert.ok(!existsSync(home))
    })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../app/shared/random'
import { deathsOf, PHASES, planKills, STEPS, titleOf } from './kill-plan'

const planned = (count: number, seed: number) => planKills(count, seededRandom(seed))

test('A hundred kills are at every step in every phase twice, in recoveries, and at random', () => {
  const kills = planned(100, 1)
  const points = kills.flatMap((kill) => (kill.kind === 'point' ? [`${kill.point.step} ${kill.point.phase}`] : []))
  for (const step of STEPS) for (const phase of PHASES) assert.equal(points.filter((point) => point === `${step} ${phase}`).length, 2, `${step} ${phase}`)
  assert.equal(
    kills.reduce((sum, kill) => sum + deathsOf(kill), 0),
    100,
  )
  assert.equal(kills.filter(({ kind }) => kind === 'recovering').length, 5)
  assert.equal(kills.filter(({ kind }) => kind === 'random').length, 20)
})

test('A seed repeats the order, and another one makes another', () => {
  const titles = (seed: number) => planned(100, seed).map(titleOf)
  assert.deepEqual(titles(7), titles(7))
  assert.notDeepEqual(titles(7), titles(8))
})

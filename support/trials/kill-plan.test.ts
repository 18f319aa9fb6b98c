import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../app/shared/random'
import { deathsOf, PHASES, planKills, STEPS, titleOf } from './kill-plan'

const planned = (count: number, seed: number) => planKills(count, seededRandom(seed))

const pointsOf = (kills: ReturnType<typeof planned>) => kills.flatMap((kill) => (kill.kind === 'point' ? [kill.point] : []))

test('A hundred kills are at every step in four of its five phases, in recoveries, and at random', () => {
  const kills = planned(100, 1)
  for (const step of STEPS) {
    const phases = pointsOf(kills).flatMap((point) => (point.step === step ? [point.phase] : []))
    assert.deepEqual([phases.length, new Set(phases).size], [4, 4], step)
  }
  assert.equal(
    kills.reduce((sum, kill) => sum + deathsOf(kill), 0),
    100,
  )
  assert.equal(kills.filter(({ kind }) => kind === 'recovering').length, 5)
  assert.equal(kills.filter(({ kind }) => kind === 'random').length, 18)
})

test('A thousand kills are at every step in every phase', () => {
  const points = new Set(pointsOf(planned(1_000, 2)).map(({ step, phase }) => `${step} ${phase}`))
  assert.equal(points.size, STEPS.length * PHASES.length)
})

test('A seed repeats the order, and another one makes another', () => {
  const titles = (seed: number) => planned(100, seed).map(titleOf)
  assert.deepEqual(titles(7), titles(7))
  assert.notDeepEqual(titles(7), titles(8))
})

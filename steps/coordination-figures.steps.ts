import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { figuresShown, keepFiguresOf, lookAtFigures } from '../support/figures-page'
import { measured } from '../support/measurements'
import { REALLY } from '../support/patience'
import { figuresOf, lastTrial } from '../support/trying'
import type { ConcordWorld } from '../support/world'

Then(
  'the table counts {int} uses of {string}, of which {float} % succeeded, without errors',
  function (this: ConcordWorld, count: number, operation: string, share: number) {
    expect(figuresOf(lastTrial(this), operation))
      .to.include({ count: String(count), success: `${share.toFixed(1)} %` })
      .and.not.to.have.property('errors')
  },
)

Then('its durations grow from the shortest over the middle to the longest, and so many succeeded in a second', function (this: ConcordWorld) {
  const figures = figuresOf(lastTrial(this), 'task-queue add')
  const durations = ['min', 'p50', 'p95', 'p99', 'max'].map((name) => Number(figures[name]))
  expect(durations, JSON.stringify(figures)).to.deep.equal(durations.toSorted((one, other) => one - other))
  for (const name of ['min', 'mean', 'max', 'per second']) expect(Number(figures[name]), name).to.be.greaterThan(0)
})

Then('the table tells of {string} the error {string} {int} times', function (this: ConcordWorld, operation: string, code: string, times: number) {
  expect(figuresOf(lastTrial(this), operation)).to.include({ errors: `${code} ${times}` })
})

Then('the table tells of {string} that {float} % succeeded, without durations', function (this: ConcordWorld, operation: string, share: number) {
  const none = { min: '–', mean: '–', p50: '–', p95: '–', p99: '–', max: '–' }
  expect(figuresOf(lastTrial(this), operation)).to.include({ success: `${share.toFixed(1)} %`, 'per second': '0.0', ...none })
})

Then('the command tells how {string} stands to what was kept', function (this: ConcordWorld, operation: string) {
  expect(lastTrial(this).told).to.match(new RegExp(`^${operation}: p50 × \\d+\\.\\d\\d, p99 × \\d+\\.\\d\\d, per second × \\d+\\.\\d\\d$`, 'm'))
})

Then('the command tells that {string} was not measured {word}', function (this: ConcordWorld, operation: string, when: string) {
  expect(lastTrial(this).told.split('\n')).to.include(`${operation}: not measured ${when}`)
})

Then('the measurements count {int} use of {string} that ended well', async function (this: ConcordWorld, count: number, operation: string) {
  expect(await measured(this, 'concord_backplane_operation_seconds_count', { operation, outcome: 'ok' })).to.equal(count)
})

Then(
  'the measurements count {int} use of {string} that ended with the error {string}',
  async function (this: ConcordWorld, count: number, operation: string, code: string) {
    expect(await measured(this, 'concord_backplane_operation_seconds_count', { operation, outcome: code })).to.equal(count)
  },
)

Given('figures of the embedded engine and of Redis', function (this: ConcordWorld) {
  keepFiguresOf(this, ['embedded', 'redis'])
})

When('the engineer looks at the page of the figures', REALLY, async function (this: ConcordWorld) {
  await lookAtFigures(this)
})

Then('it shows a picture for each operation, with a line for each engine', async function (this: ConcordWorld) {
  const { pictures } = await figuresShown(this)
  expect(pictures).to.deep.equal([
    { operation: 'barrier arrive', engines: ['embedded', 'redis'] },
    { operation: 'task-queue add', engines: ['embedded', 'redis'] },
  ])
})

Then('whoever cannot see the page finds everything on it as well, and nothing was fetched from elsewhere', async function (this: ConcordWorld) {
  const { barriers, faults } = await figuresShown(this)
  expect({ barriers, faults }).to.deep.equal({ barriers: [], faults: [] })
})

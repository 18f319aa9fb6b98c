import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row, Timeline } from './timeline'
import { tickStep } from './timeline-scale'
import { drawTimeline, MOST_ROWS } from './timeline-svg'

const row = (given: Partial<Row>): Row => ({
  ...{ number: 1, name: 'research', agent: 'Ada', status: 'completed', reason: undefined, attempts: 1, waits: [], waitsFor: [] },
  bars: [{ kind: 'completed', from: 0, to: 100, open: false }],
  ...given,
})
const timeline = (rows: readonly Row[], given: Partial<Timeline> = {}): Timeline => ({
  ...{ kind: 'parallel', status: 'completed', error: undefined, from: 0, to: 100, open: false, rows },
  ...given,
})
const draw = (...rows: readonly Row[]): string => drawTimeline(timeline(rows))
const barsIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/class="bar (\w+)[^"]*" x="([\d.]+)%" y="\d+" width="([\d.]+)%"/g)].map(([, ...found]) => found.join(' '))

describe('the picture of a timeline', () => {
  it('has bars in proportion to time', () => {
    const half = row({ number: 2, bars: [{ kind: 'failed', from: 50, to: 75, open: false }], status: 'failed' })
    assert.deepEqual(barsIn(draw(row({}), half)), ['completed 0 100', 'failed 50 25'])
  })

  it('marks what took no time where it happened', () => {
    const skipped = row({ status: 'skipped', bars: [{ kind: 'skipped', from: 25, to: 25, open: false }] })
    assert.match(draw(skipped), /<svg x="25%" y="\d+" overflow="visible" class="mark skipped"><use href="#s-skipped"\/>/)
  })

  it('draws a line from the end of the one to the start of the other, in either direction', () => {
    const one = row({ bars: [{ kind: 'completed', from: 0, to: 20, open: false }] })
    const other = row({ number: 2, bars: [{ kind: 'completed', from: 60, to: 100, open: false }], waits: [{ on: 1, from: 20, to: 60, open: false }] })
    for (const svg of [draw(one, other), draw(other, one)]) {
      assert.match(svg, /<line class="wait" data-on="1" data-from="20" data-to="60" x1="20%" x2="20%"/)
      assert.match(svg, /<line class="wait level" x1="20%" x2="60%"[^>]* marker-end/)
    }
  })

  it('says in each row what it shows', () => {
    assert.match(draw(row({})), /<title>research, Ada: completed in 100 ms; worked from 0 s to 100 ms<\/title>/)
  })

  it('takes names for text, whatever they look like', () => {
    const name = `</text><script>alert('1')</script>&amp;"\u0001\u{1f600}`
    const svg = draw(row({ name, agent: '<b>', reason: ']]> <!-- <image href="//x"/>', status: 'failed' }))
    assert.doesNotMatch(svg, /<script|<b>|<image|<!--/)
    assert.ok(!svg.includes('\u0001'))
    assert.match(svg, /&lt;\/text&gt;&lt;script&gt;alert\(&#39;1&#39;\)&lt;\/script&gt;&amp;amp;&quot;\ufffd\u{1f600}/u)
  })

  it('draws so many rows and says how many it leaves out', () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => row({ number: index + 1, status: index < 250 ? 'completed' : 'failed' }))
    const svg = draw(...rows)
    assert.equal(svg.match(/class="row /g)?.length, MOST_ROWS)
    assert.equal(svg.match(/Not drawn: 50 completed, 750 failed\./g)?.length, 2)
    assert.equal(svg.match(/The first 200 of 1000 tasks are drawn\./g)?.length, 2)
    assert.doesNotMatch(draw(...rows.slice(0, MOST_ROWS)), /[Nn]ot drawn/)
  })

  it('has a width also when nothing took any time', () => {
    const svg = drawTimeline(timeline([row({ status: 'blocked', bars: [{ kind: 'blocked', from: 0, to: 0, open: false }] })], { to: 0 }))
    assert.doesNotMatch(svg, /NaN|Infinity/)
  })

  it('can be of nothing', () => {
    assert.match(draw(), /<desc id="desc">No tasks\. Begun 1970-01-01T00:00:00\.000Z; took 100 ms\.<\/desc>/)
  })

  it('has lines at round times, and never more than five steps', () => {
    assert.deepEqual([1, 45, 10_000, 3_600_000, 86_400_000 * 3, 86_400_000 * 4_000].map(tickStep), [1, 10, 2_000, 900_000, 86_400_000, 86_400_000 * 800])
    for (let span = 1; span < 1e12; span *= 1.7) assert.ok(span / tickStep(span) <= 5)
  })
})

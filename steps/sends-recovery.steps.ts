import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { asked, begin, note, sendingOf } from '../support/sending'
import type { ServiceWord } from '../support/service-words'
import type { ConcordWorld } from '../support/world'

/** Sends of a platform in a process of its own, which can be killed while a service has not answered yet. */

Given('a platform that gives up on a send after {duration}', async function (this: ConcordWorld, ms: number) {
  this.set('CONCORD_SEND_TIMEOUT_MS', String(ms))
  // The process lives in the present, and so do the services that it searches.
  this.clock.jump(Date.now() - this.clock.now())
  const child = childOf(this)
  sendingOf(this).child = child
  await child.start()
})

Given(
  'the platform was killed and started again while {person} sent {string} through {service} under the key {string}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string) {
    const child = childOf(this)
    const cut = begin(this, { person, text, service, key }).then(
      () => 'answered',
      () => 'cut',
    )
    await eventually(() => asked(this, service).includes('send') || undefined, `a request that reached ${service}`)
    await child.kill()
    if ((await cut) !== 'cut') throw new Error('the platform answered before it was killed')
    await child.restart()
  },
)

Given('the platform was killed and started again', async function (this: ConcordWorld) {
  const child = childOf(this)
  await child.kill()
  await child.restart()
})

When(
  '{person} sends {string} through {service} under the key {string} until it is confirmed',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string) {
    const reply = await eventually(async () => {
      const answer = await begin(this, { person, text, service, key })
      return answer.status === 202 ? undefined : answer
    }, 'a confirmation')
    note(this, person, this.take(reply))
  },
)

Then('the log of the platform warns once that it is in doubt, since {string}', async function (this: ConcordWorld, reason: string) {
  const child = childOf(this)
  const told = () => child.output.split('\n').filter((line) => line.startsWith('{"level":"warn"') && 'send' in JSON.parse(line))
  const warnings = await eventually(() => (told().length > 0 ? told() : undefined), 'a warning about a send')
  const [send] = await child.data.rows('select id from send')
  expect(warnings.map((line) => JSON.parse(line)).map(({ time, ...rest }) => rest)).to.deep.equal([
    { level: 'warn', send: send?.id, service: 'slack', reason, msg: 'the outcome of a send is unknown' },
  ])
})

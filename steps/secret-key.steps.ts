import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { recorded } from '../support/measurements'
import { keyAddress } from '../support/own-keys'
import type { ProviderWord } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { fileOf, filesLike, keyBesideData, keyFile, memoryOf, nameOfData, remember, stopAndRemember, type, typed } from '../support/safekeeping'
import type { ConcordWorld } from '../support/world'

const OTHER = Buffer.alloc(32, 9).toString('base64')
const WRONG = Buffer.alloc(32, 5).toString('hex')
const SETTING = 'CONCORD_SECRET_KEY'
const NEW = 'CONCORD_NEW_SECRET_KEY'

const formerKey = perScenario(keyBesideData)

Given("the platform's secret key is given as a setting", PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).stop()
  if (existsSync(keyFile(this))) {
    this.set(SETTING, keyBesideData(this))
    rmSync(keyFile(this))
  }
  await childOf(this).restart()
})

Given('another secret key is given as a setting', function (this: ConcordWorld) {
  this.set(SETTING, OTHER)
})

Given('the platform was stopped, and another secret key lies in the place of the present one', PROCESSES, async function (this: ConcordWorld) {
  await stopAndRemember(this)
  writeFileSync(keyFile(this), OTHER)
})

Given('the platform was stopped, and its secret key is lost', PROCESSES, async function (this: ConcordWorld) {
  await stopAndRemember(this)
  rmSync(keyFile(this))
})

Given('the operator has stopped the platform, run {string}, and started it again', PROCESSES, async function (this: ConcordWorld, line: string) {
  await childOf(this).stop()
  formerKey(this)
  await typed(this, line)
  await childOf(this).restart()
})

Given(
  'the operator has stopped the platform, changed the key to another one that is given, and started the platform with that',
  PROCESSES,
  async function (this: ConcordWorld) {
    await childOf(this).stop()
    await typed(this, 'concord rekey', { env: { [NEW]: OTHER } })
    this.set(SETTING, OTHER)
    await childOf(this).restart()
  },
)

When('the operator changes the key to another one that is given', PROCESSES, async function (this: ConcordWorld) {
  await type(this, 'concord rekey', { env: { [NEW]: OTHER } })
})

When('the operator runs {string} with another key that is given', PROCESSES, async function (this: ConcordWorld, line: string) {
  await remember(this)
  await type(this, line, { env: { [NEW]: OTHER } })
})

When('the operator changes the key from one that is not the right one', PROCESSES, async function (this: ConcordWorld) {
  await type(this, 'concord rekey', { env: { [SETTING]: WRONG, [NEW]: OTHER } })
})

When('the operator changes the key to one of 31 bytes', PROCESSES, async function (this: ConcordWorld) {
  await type(this, 'concord rekey', { env: { [NEW]: Buffer.alloc(31, 9).toString('base64') } })
})

/** What is sealed, and by what its key is recognised. */
const SEALED = 'select person_id, provider, sealed from provider_key union all select null, null, value from secret_key_check order by 1, 2'

Then('nothing that is sealed was changed', async function (this: ConcordWorld) {
  const now = await childOf(this).data.rows<{ sealed: string }>(SEALED)
  expect(now).to.have.length(2)
  expect(now.filter(({ sealed }) => !memoryOf(this).stored.includes(sealed))).to.deep.equal([])
})

/** How a change is left that is interrupted: the new key lies beside the former one. */
const INTERRUPTIONS = {
  'before anything was sealed anew': async (world: ConcordWorld) => {
    await childOf(world).stop()
    writeFileSync(`${keyFile(world)}.new-00000000`, OTHER, { mode: 0o600 })
  },
  'after everything was sealed anew': async (world: ConcordWorld) => {
    await childOf(world).stop()
    const former = keyBesideData(world)
    await typed(world, 'concord rekey')
    writeFileSync(`${keyFile(world)}.new-00000000`, keyBesideData(world), { mode: 0o600 })
    writeFileSync(keyFile(world), former)
  },
} as const

Given(
  new RegExp(`^the platform was stopped, and the change of the secret key was interrupted (${Object.keys(INTERRUPTIONS).join('|')})$`),
  PROCESSES,
  async function (this: ConcordWorld, moment: keyof typeof INTERRUPTIONS) {
    await INTERRUPTIONS[moment](this)
  },
)

When('the operator starts the platform again', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).restart()
})

Given('the platform was started again', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).restart()
})

Given(
  "{person}'s stored key was copied by an intruder to {person}'s place, and the platform was stopped",
  PROCESSES,
  async function (this: ConcordWorld, from: PersonName, to: PersonName) {
    await childOf(this).data.run([
      `insert into provider_key (person_id, provider, sealed, last4, status, allow_platform_key, updated_at)
     select ?, provider, sealed, last4, status, allow_platform_key, updated_at from provider_key where person_id = ?`,
      ...[this.member(to).id, this.member(from).id],
    ])
    await childOf(this).stop()
  },
)

const changesOnRecord = async (world: ConcordWorld, action: string) =>
  (await recorded(world, action)) as readonly { actor: string; details: Readonly<Record<string, unknown>> }[]

Then(
  /^the change of the key is on record, with (\d+) keys? sealed anew(?: and (\d+) unreadable)?$/,
  PROCESSES,
  async function (this: ConcordWorld, keys: string, unreadable: string | undefined) {
    const [row, ...more] = await childOf(this).data.rows<{ details: string; actor: string }>(
      "select actor, details from audit where action = 'secret_key.changed'",
    )
    expect(more).to.deep.equal([])
    expect(row?.actor).to.equal('operator')
    expect(JSON.parse(row?.details ?? '{}')).to.include({ keys: Number(keys), unreadable: Number(unreadable ?? 0) })
  },
)

Then('another secret key lies beside the data, and the former one is kept', function (this: ConcordWorld) {
  expect(keyBesideData(this)).not.to.equal(formerKey(this))
  const [kept, ...more] = filesLike(this, `${nameOfData(this)}.key.former-`)
  expect(more).to.deep.equal([])
  expect(readFileSync(keyFile(this).replace(`${nameOfData(this)}.key`, kept ?? ''), 'utf8').trim()).to.equal(formerKey(this))
})

Then('{person} has no {provider} key', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord) {
  const reply = await this.as(person).call('GET', keyAddress(provider))
  expect([reply.status, reply.json().code]).to.deep.equal([404, 'not_found'])
})

Then('how many keys were forgotten is on record', async function (this: ConcordWorld) {
  const [forgotten, ...more] = await changesOnRecord(this, 'secret_key.forgotten')
  expect({ actor: forgotten?.actor, keys: forgotten?.details.keys, more }).to.deep.equal({ actor: 'operator', keys: 1, more: [] })
})

const second = perScenario((world) => childOf(world).twin({ [SETTING]: OTHER }))

When('a second platform is started on the same data with another secret key', PROCESSES, async function (this: ConcordWorld) {
  await second(this).start()
})

Then('the second has ended in failure, saying {string}', function (this: ConcordWorld, sentence: string) {
  const { exit, output } = second(this)
  expect(exit).to.deep.equal({ code: 2, signal: null })
  expect(output).to.include(sentence)
})

Then('it has ended in failure, saying {string}', function (this: ConcordWorld, sentence: string) {
  const { exit, output } = childOf(this)
  expect(exit, output).to.deep.equal({ code: 2, signal: null })
  expect(output).to.include(sentence)
})

Then('no secret key was made', function (this: ConcordWorld) {
  expect(filesLike(this, `${nameOfData(this)}.key`)).to.deep.equal([])
})

Then('the key that did not fit is kept beside the new one', function (this: ConcordWorld) {
  const kept = filesLike(this, `${nameOfData(this)}.key.former-`).map((name) => readFileSync(fileOf(this, name), 'utf8').trim())
  expect(kept).to.deep.equal([OTHER])
  expect(keyBesideData(this)).not.to.equal(OTHER)
})

import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { recorded } from '../support/measurements'
import { invite } from '../support/membership'
import { broughtKeys } from '../support/own-keys'
import { PROCESSES } from '../support/patience'
import { draftsOf, fileOf, filesLike, fingerprintOf, isThere, keyBesideData, lookInto, memoryOf, remember, type, typed } from '../support/safekeeping'
import { lastRun } from '../support/shell'
import { lastOf } from '../support/storage/storage'
import { tamper } from '../support/tampering'
import type { ConcordWorld } from '../support/world'

When('the operator runs {string} where the data is', PROCESSES, async function (this: ConcordWorld, line: string) {
  await type(this, line)
})

Given('the operator has backed up the data as {string}', PROCESSES, async function (this: ConcordWorld, name: string) {
  await typed(this, `concord backup ${name}`)
})

When('the operator runs {string} where there is room for half of it', PROCESSES, async function (this: ConcordWorld, line: string) {
  await type(this, line, { largestFile: statSync(childOf(this).databasePath).size / 2 })
})

When('the operator runs {string} with the data at {string}', PROCESSES, async function (this: ConcordWorld, line: string, address: string) {
  await type(this, line, { env: { DATABASE_URL: address } })
})

When(
  'the operator backs up the data as {string} while {person} invites {int} people one after another',
  PROCESSES,
  async function (this: ConcordWorld, name: string, by: PersonName, count: number) {
    let backup: Promise<unknown> | undefined
    for (let number = 1; number <= count; number++) {
      backup ??= number === 5 ? type(this, `concord backup ${name}`) : undefined
      await invite(this, by, { name: `Guest ${String(number).padStart(2, '0')}`, role: 'user', email: `guest-${number}@example.com` })
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    await backup
    memoryOf(this).number = count
  },
)

const GUESTS = "select name, id from person where name like 'Guest %' order by name"

Then('{string} holds the first of them up to one, each with a record', function (this: ConcordWorld, name: string) {
  const { guests, invited } = lookInto(fileOf(this, name), (db) => ({
    guests: db.prepare(GUESTS).all() as { name: string; id: string }[],
    invited: db.prepare("select subject from audit where action = 'person.invited' order by seq").pluck().all(),
  }))
  expect(guests.map((guest) => guest.name)).to.deep.equal(guests.map((_guest, index) => `Guest ${String(index + 1).padStart(2, '0')}`))
  expect(guests.length).to.be.within(4, memoryOf(this).number)
  expect(invited.slice(-guests.length)).to.deep.equal(guests.map(({ id }) => id))
})

Then('all {int} people are members', async function (this: ConcordWorld, count: number) {
  expect((await childOf(this).data.rows(GUESTS)).length).to.equal(count)
})

Then('it has said what {string} holds, and that the secret key is not in it', function (this: ConcordWorld, name: string) {
  const [people, records] = lookInto(fileOf(this, name), (db) => ['person', 'audit'].map((table) => db.prepare(`select count(*) from ${table}`).pluck().get()))
  const { out } = lastRun(this)
  expect(out).to.match(new RegExp(`^${name} holds ${people} people, \\d+ agents, 0 executions, .*, 1 provider key, ${records} audit records\\.\n`))
  expect(out).to.match(new RegExp(`^It goes up to audit record ${records} and has the schema \\d{4}_\\w+\\.$`, 'm'))
  expect(out).to.match(/^The secret key [0-9a-f]{8} is NOT in it, /m)
})

Then('neither the stored key nor the secret key stands in {string}', function (this: ConcordWorld, name: string) {
  const content = readFileSync(fileOf(this, name))
  const secret = keyBesideData(this)
  const forms = [secret, Buffer.from(secret, 'base64'), Buffer.from(secret, 'base64').toString('hex'), ...broughtKeys(this).map(({ key }) => key)]
  expect(forms.map((form) => content.includes(form))).to.deep.equal([false, false, false, false])
})

Then('{string} can be read by its owner alone', function (this: ConcordWorld, name: string) {
  expect((statSync(fileOf(this, name)).mode & 0o777).toString(8)).to.equal('600')
})

Then('{string} is the same, to the last byte', function (this: ConcordWorld, name: string) {
  expect(fingerprintOf(fileOf(this, name))).to.equal(memoryOf(this).files.get(name))
})

Then('there is neither {string} nor a part of it', function (this: ConcordWorld, name: string) {
  expect(filesLike(this, name)).to.deep.equal([])
})

/** A number that no process has. */
const NOBODY = 2 ** 22 + 1

Given('a backup as {string} was killed when half of it was written', function (this: ConcordWorld, name: string) {
  const data = readFileSync(childOf(this).databasePath)
  writeFileSync(fileOf(this, `${name}.draft-${NOBODY}`), data.subarray(0, data.length / 2))
  expect(draftsOf(this, name)).to.have.length(1)
})

Then('of all its attempts there is {string} alone', function (this: ConcordWorld, name: string) {
  expect(filesLike(this, name)).to.deep.equal([name])
})

interface BackupRecord {
  readonly id: string
  readonly number: number
  readonly of: string | null
  readonly actor: string
  readonly outcome: string | null
  readonly details: Readonly<Record<string, unknown>>
}

const backupsOnRecord = async (world: ConcordWorld, action: string) => (await recorded(world, action)) as unknown as readonly BackupRecord[]

async function latestBackup(world: ConcordWorld) {
  const [begun, ended] = [(await backupsOnRecord(world, 'backup.begun')).at(-1), (await backupsOnRecord(world, 'backup.ended')).at(-1)]
  expect({ by: [begun?.actor, ended?.actor], of: ended?.of }).to.deep.equal({ by: ['operator', 'operator'], of: begun?.id })
  return { begun, ended }
}

Then('the latest backup is on record as failed', async function (this: ConcordWorld) {
  expect((await latestBackup(this)).ended?.outcome).to.equal('failed')
})

Then('the latest backup is on record as completed, up to the record of its own beginning', async function (this: ConcordWorld) {
  const { begun, ended } = await latestBackup(this)
  expect(begun?.details.user).to.be.a('string')
  expect({ outcome: ended?.outcome, record: ended?.details.record }).to.deep.equal({ outcome: 'completed', record: begun?.number })
})

Given('Mallory has removed record 3 of the audit trail', async function (this: ConcordWorld) {
  await tamper(childOf(this).data, 'removes record 3')
})

Given(
  'Mallory has cut off the last 2 records, and the operator has backed up the data as {string}',
  PROCESSES,
  async function (this: ConcordWorld, name: string) {
    memoryOf(this).number = (await lastOf(childOf(this).data)).seq
    await tamper(childOf(this).data, 'cuts off the last 2 records')
    await type(this, `concord backup ${name}`)
    expect(isThere(this, name), lastRun(this).err).to.equal(true)
    await remember(this)
  },
)

Then('it has said {string}', function (this: ConcordWorld, sentence: string) {
  const { err } = lastRun(this)
  expect(err).to.include(sentence)
  expect(err, 'no stack').not.to.match(/\n\s*at /)
})

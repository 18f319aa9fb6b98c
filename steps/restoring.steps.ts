import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { Given, Then, When } from '@cucumber/cucumber'
import Sqlite from 'better-sqlite3'
import { expect } from 'chai'
import { childOf } from '../support/child-platform'
import { announce, announcement, keepAnother, keptHead, NEVER_CAME } from '../support/kept-head'
import { recorded } from '../support/measurements'
import { invite } from '../support/membership'
import { PROCESSES } from '../support/patience'
import { fileOf, filesLike, keyFile, lookInto, memoryOf, nameOfData, restoreAndStart, stopAndRemember, type, typed } from '../support/safekeeping'
import { lastOf } from '../support/storage/storage'
import { makeGenuineAgain, TRAILER } from '../support/trailers'
import { headFile, verify } from '../support/verification'
import type { ConcordWorld } from '../support/world'

When('the operator restores {string} in the place of the data, and starts the platform', PROCESSES, async function (this: ConcordWorld, name: string) {
  await restoreAndStart(this, `concord restore ${name} --replace`)
})

Given('{string} was restored in the place of the data, and the platform runs again', PROCESSES, async function (this: ConcordWorld, name: string) {
  await restoreAndStart(this, `concord restore ${name} --replace`)
})

When('the operator restores {string}, and starts the platform', PROCESSES, async function (this: ConcordWorld, name: string) {
  await restoreAndStart(this, `concord restore ${name}`)
})

When('the operator runs {string}, and starts the platform', PROCESSES, async function (this: ConcordWorld, line: string) {
  await restoreAndStart(this, line)
})

When('the operator backs up the data, restores it, and starts the platform', PROCESSES, async function (this: ConcordWorld) {
  await typed(this, 'concord backup latest')
  await childOf(this).kill()
  await restoreAndStart(this, 'concord restore latest --replace')
})

When('the operator stops the platform, and runs {string}', PROCESSES, async function (this: ConcordWorld, line: string) {
  await stopAndRemember(this)
  await type(this, line)
})

When('the operator stops the platform, runs {string}, and starts it again', PROCESSES, async function (this: ConcordWorld, line: string) {
  await restoreAndStart(this, line)
})

Given('the platform was stopped', PROCESSES, async function (this: ConcordWorld) {
  await stopAndRemember(this)
})

/** What an interrupted restore leaves beside the data that was there before. */
const LEFT = {
  'the head of data that never came': (world: ConcordWorld) => announce(world, NEVER_CAME),
  'half of such a head': (world: ConcordWorld) => announce(world, NEVER_CAME, ([first]) => String(first).slice(0, 50)),
  'the head of this data without what is to be kept': (world: ConcordWorld) => announce(world, keptHead(world), ([data]) => `${data}\n`),
  'what is to be kept without the head of the data': (world: ConcordWorld) => announce(world, NEVER_CAME, ([, keep]) => `\n${keep}\n`),
} as const

Given(
  new RegExp(`^the platform was stopped, and (${Object.keys(LEFT).join('|')}) is left of a restore$`),
  PROCESSES,
  async function (this: ConcordWorld, what: keyof typeof LEFT) {
    await childOf(this).stop()
    LEFT[what](this)
  },
)

Given('the platform was stopped, and a restore was interrupted once it had put data back', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).stop()
  announce(this, keptHead(this))
  keepAnother(this, NEVER_CAME)
})

Then('what is left of the restore can be read by its owner alone', function (this: ConcordWorld) {
  expect(statSync(announcement(this)).mode & 0o777).to.equal(0o600)
})

Then('nothing is left of the restore', function (this: ConcordWorld) {
  expect(existsSync(announcement(this))).to.equal(false)
})

Given('the data and the kept head are lost', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).stop()
  loseData(this)
})

Given('the data, the kept head and the secret key are lost', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).stop()
  loseData(this)
  rmSync(keyFile(this))
})

function loseData(world: ConcordWorld): void {
  rmSync(childOf(world).databasePath)
  rmSync(headFile(world))
}

Given('older data was put in the place of the present', PROCESSES, async function (this: ConcordWorld) {
  const { database, data } = childOf(this)
  const putBack = await (await database).copy()
  await invite(this, 'Olivia', { name: 'Ben', role: 'user' })
  await stopAndRemember(this)
  await putBack()
  memoryOf(this).number = (await lastOf(data)).seq
})

Then('nothing was recorded', async function (this: ConcordWorld) {
  expect(await lastOf(childOf(this).data)).to.deep.equal(memoryOf(this).last)
})

Then('verification names what the older data lacks', async function (this: ConcordWorld) {
  const { valid, first_bad } = await verify(this)
  expect({ valid, first_bad }).to.deep.equal({ valid: false, first_bad: memoryOf(this).number + 1 })
})

const lastNumber = (db: Sqlite.Database): number => db.prepare('select max(seq) from audit').pluck().get() as number

Then('the data is as it was before', async function (this: ConcordWorld) {
  expect((await childOf(this).data.everything()) === memoryOf(this).stored).to.equal(true)
  const around = filesLike(this, nameOfData(this)).filter((name) => /before|draft/.test(name))
  expect(around, 'left beside the data').to.deep.equal([])
})

Then('the data that gave way is kept, and {string} is in it', function (this: ConcordWorld, name: string) {
  const [aside, ...more] = filesLike(this, `${nameOfData(this)}.before-restore-`)
  expect({ is: aside !== undefined, more }).to.deep.equal({ is: true, more: [] })
  const found = lookInto(fileOf(this, aside ?? ''), (db) => db.prepare('select count(*) from person where name = ?').pluck().get(name))
  expect(found).to.equal(1)
})

const restoresOnRecord = async (world: ConcordWorld) =>
  (await recorded(world, 'backup.restored')) as readonly { actor: string; details: Readonly<Record<string, unknown>> }[]

Then('the restore of {string} is on record, with what had been known before', async function (this: ConcordWorld, name: string) {
  const upTo = lookInto(fileOf(this, name), lastNumber)
  const { seq, hash } = memoryOf(this).last
  const [restore, ...more] = await restoresOnRecord(this)
  expect(more).to.deep.equal([])
  expect(restore?.actor).to.equal('operator')
  expect(restore?.details).to.deep.include({ up_to: upTo, known: { record: seq, hash } })
  expect(restore?.details.user).to.be.a('string')
})

Then('it is on record that the data was put back, with what had been known before', async function (this: ConcordWorld) {
  const { last, number } = memoryOf(this)
  const [restore] = await restoresOnRecord(this)
  expect(restore?.details).to.deep.include({ up_to: number, known: { record: last.seq, hash: last.hash } })
})

Then('verification names the record that was the last before the cut', async function (this: ConcordWorld) {
  const { valid, first_bad } = await verify(this)
  expect({ valid, first_bad }).to.deep.equal({ valid: false, first_bad: memoryOf(this).number })
})

/** What can be the matter with a backup, by its words in a feature. */
const TROUBLES = {
  'was changed in one byte': (file: string) => {
    const bytes = readFileSync(file)
    const place = Math.floor(bytes.length / 2)
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(file, bytes)
  },
  'was cut short by one byte': (file: string) => truncateSync(file, readFileSync(file).length - 1),
  'is something else': (file: string) => writeFileSync(file, 'Dear diary, '.repeat(1_000)),
  'was written by a newer version': (file: string) => {
    const bytes = readFileSync(file)
    const text = bytes.subarray(-TRAILER).toString().replace('"format":1', '"format":9')
    writeFileSync(file, Buffer.concat([bytes.subarray(0, -TRAILER), Buffer.from(text)]))
  },
  'holds data of a newer version': (file: string, key: string) => {
    change(file, "insert into migration (name, at) values ('9999_from_the_future', 0)")
    makeGenuineAgain(file, { key: readFileSync(key, 'utf8') })
  },
  'lacks records, with a fingerprint made anew': (file: string) => {
    change(file, 'delete from audit where seq > (select max(seq) - 1 from audit)')
    makeGenuineAgain(file, { head: lookInto(file, (db) => db.prepare('select seq, hash from audit order by seq desc limit 1').get()) })
  },
  'is not there': (file: string) => renameSync(file, `${file}-elsewhere`),
} as const satisfies Readonly<Record<string, (file: string, key: string) => void>>

/** Changes the data in a backup; what the backup says of itself stays behind it. */
function change(file: string, command: string): void {
  const trailer = readFileSync(file).subarray(-TRAILER)
  truncateSync(file, readFileSync(file).length - TRAILER)
  const db = new Sqlite(file)
  db.exec(command)
  db.close()
  appendFileSync(file, trailer)
}

Given(
  new RegExp(`^the platform was stopped, and "([^"]*)" (${Object.keys(TROUBLES).join('|')})$`),
  PROCESSES,
  async function (this: ConcordWorld, name: string, trouble: keyof typeof TROUBLES) {
    await stopAndRemember(this)
    TROUBLES[trouble](fileOf(this, name), keyFile(this))
  },
)

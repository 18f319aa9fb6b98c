import { After, AfterAll, BeforeAll, type ITestCaseHookParameter, Status, setDefaultTimeout } from '@cucumber/cucumber'
import { config } from 'chai'
import { childIn } from './child-platform'
import { closeChromium } from './chromium'
import { createRedisHouse, type RedisHouse } from './engines/redis-in-scenarios'
import { type House, openHouse } from './house'
import { STEP_MS } from './patience'
import { endSpares } from './platform-process'
import { openRemoteHouse } from './remote/house'
import { setRemoteHouse } from './remote/present'
import type { Remote } from './remote/settings'
import { sideEffects } from './side-effects'
import { STORY } from './specification/page/story'
import type { Server } from './storage/postgres'
import { leaveTemporal, useTemporal } from './temporal/engine'
import { diagram } from './wire-record'
import { storyOf } from './wire-story'
import { type ConcordWorld, inhabit } from './world'

// What differs is shown whole.
config.truncateThreshold = 0

setDefaultTimeout(STEP_MS)

let house: House | undefined
let engine: RedisHouse | undefined

/** What the run was told that this worker belongs to. */
interface Parameters {
  /** The server that the scenarios keep their data on; the run has made sure that it is there. */
  readonly postgres?: string
  readonly database?: string
  /** The address of the Temporal that leads the scenarios' jobs; the run has made sure that it is there. */
  readonly temporal?: string
  /** The server of Redis that coordination runs on, likewise. */
  readonly redis?: string
  /** The platform that is tried, if it is somebody else's. */
  readonly remote?: Remote
  readonly engine?: string
}

async function houseOf(parameters: Parameters): Promise<House> {
  if (parameters.engine === 'remote') {
    if (parameters.remote === undefined) throw new Error('another platform is tried by: npm run features -- --profile remote')
    const remote = await openRemoteHouse(parameters.remote)
    setRemoteHouse(remote)
    return remote
  }
  return openHouse(postgresOf(parameters))
}

function postgresOf({ database, postgres }: Parameters): Server | undefined {
  if (database !== 'postgres') return undefined
  if (postgres === undefined) throw new Error('the specification runs on PostgreSQL by: npm run features -- --profile postgres')
  return { url: postgres, prefix: `concord_spec_${process.pid}_${process.env.CUCUMBER_WORKER_ID ?? 'only'}` }
}

async function redisOf({ engine, redis }: Parameters): Promise<RedisHouse | undefined> {
  if (engine !== 'redis') return undefined
  if (redis === undefined) throw new Error('the specification runs on Redis by: npm run features -- --profile redis')
  return createRedisHouse(redis)
}

BeforeAll(async function (this: { readonly parameters: Parameters }) {
  house = await houseOf(this.parameters)
  useTemporal(this.parameters.temporal)
  engine = await redisOf(this.parameters)
  inhabit(house, engine)
})

AfterAll(async () => {
  inhabit(undefined)
  await Promise.all([closeChromium(), endSpares(), leaveTemporal()])
  await house?.close()
  engine?.close()
})

/** Gives a failed example what is needed to understand it without running it again. */
async function explain(world: ConcordWorld): Promise<void> {
  const log = [...world.logged, childIn(world)?.output ?? ''].map((line) => line.trimEnd()).filter((line) => line !== '')
  const attach = (fileName: string, text: string) => (text === '' ? undefined : world.attach(text, { mediaType: 'text/plain', fileName }))
  await attach('What went over the wire', diagram(world.wire.passed))
  await attach("The platform's log", log.join('\n'))
}

/** Tells the page of the specification what went over the wire. */
async function tell(world: ConcordWorld): Promise<void> {
  const { passed } = world.wire
  if (passed.length > 0) await world.attach(JSON.stringify(storyOf(passed, world.telling())), { mediaType: STORY, fileName: 'what-went-over-the-wire.json' })
}

After(async function (this: ConcordWorld, scenario: ITestCaseHookParameter) {
  const problems = await sideEffects(this, scenario.pickle)
  if (scenario.result?.status !== Status.PASSED || problems.length > 0) await explain(this)
  await tell(this)
  await this.end().finally(() => house?.storage.prepare())
  if (scenario.result?.status === Status.PASSED && problems.length > 0) throw new Error(problems.join('\n'))
})

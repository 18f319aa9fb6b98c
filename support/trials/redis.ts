import { messageOf } from '../../app/shared/errors'
import { MissingEngine } from '../storage/own-server'
import { copyWith, REDIS_BUGS, type RedisBug } from './redis-bugs'
import { contendForLease } from './redis-leases'
import { askAndReply, meetAtBarriers, tellAndHear } from './redis-meetings'
import { openSite, type RedisSite } from './redis-site'
import { type TaskWatch, workOnTasks } from './redis-tasks'

// The trial of the engine on Redis: two platforms on one Redis and one database, workers that die with tasks in their hands, barriers and
// questions, while Redis is killed with and without its data, the wire to it is cut, and a platform is killed. First it shows that it sees
// planted faults. `npm run trial:redis`.

const TASKS = 1_000
const KILLS = 200
const RECOVERS_MS = 10_000
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

interface Trouble {
  readonly name: string
  /** Resolves when what was away is back. */
  readonly make: (site: RedisSite) => Promise<void>
}

const TROUBLES: readonly Trouble[] = [
  { name: 'Redis killed, back with its data', make: ({ redis }) => redis.restart({ emptied: false, awayMs: 700 }) },
  { name: 'Redis killed, back without its data', make: ({ redis }) => redis.restart({ emptied: true, awayMs: 700 }) },
  { name: 'the wire to Redis cut', make: (site) => broken(site, 'cut') },
  { name: 'the wire to Redis silent', make: (site) => broken(site, 'silent') },
  {
    name: 'a platform killed',
    async make(site) {
      await site.kill(0)
      await pause(500)
      await site.start(0)
    },
  },
]

async function broken({ wire }: RedisSite, how: 'cut' | 'silent'): Promise<void> {
  wire.fail(how)
  await pause(2_000)
  wire.mend()
}

/** Makes trouble; how long it took after it until a task was given that was then completed. */
async function recovered({ name, make }: Trouble, site: RedisSite, watch: TaskWatch): Promise<number> {
  await make(site)
  const since = performance.now()
  while (watch.wentOnAt() <= since && performance.now() - since < 2 * RECOVERS_MS) await pause(20)
  const ms = performance.now() - since
  print(`  ${name}: tasks go on after ${(ms / 1_000).toFixed(1)} s`)
  return ms
}

const REFUSES_WITHIN_MS = 3_000

/** While Redis is away the platform says so, and refuses soon what it cannot do; then it is ready again. */
async function saysThatItIsAway(site: RedisSite): Promise<readonly string[]> {
  const findings: string[] = []
  const isReady = async () => (await site.at(1).call('GET', '/readyz')).status === 200
  site.wire.fail('silent')
  const begun = performance.now()
  const refused = await site.at(1).call('POST', '/api/breakers/trial/record', { body: { outcome: 'attempt' } })
  const ms = performance.now() - begun
  if (refused.status !== 503 || !refused.text.includes('backplane_unavailable')) findings.push(`away: it was answered ${refused.status}: ${refused.text}`)
  if (ms > REFUSES_WITHIN_MS) findings.push(`away: it was refused only after ${Math.round(ms)} ms`)
  site.wire.fail('cut')
  await pause(200)
  if (await isReady()) findings.push('away: the platform calls itself ready')
  site.wire.mend()
  const since = performance.now()
  while (!(await isReady()) && performance.now() - since < RECOVERS_MS) await pause(50)
  if (!(await isReady())) findings.push('away: the platform is not ready again')
  print(`  without Redis: refused after ${(ms / 1_000).toFixed(1)} s, ready again after ${((performance.now() - since) / 1_000).toFixed(1)} s`)
  return findings
}

async function sound(): Promise<readonly string[]> {
  const site = await openSite()
  try {
    const findings = [...(await tellAndHear(site)), ...(await saysThatItIsAway(site))]
    const watch = workOnTasks(site, { tasks: TASKS, workers: 20, kills: KILLS, everyMs: 35 })
    const besides = [meetAtBarriers(site, 'sound'), askAndReply(site, 4), await contendForLease(site)]
    for (const trouble of TROUBLES) {
      await pause(3_000)
      if ((await recovered(trouble, site, watch)) > RECOVERS_MS) findings.push(`recovery: ${trouble.name}: tasks did not go on within ${RECOVERS_MS / 1_000} s`)
    }
    const ended = await Promise.all(besides.map((each) => each.end()))
    findings.push(...ended.flatMap((each) => each.findings), ...(await watch.verdict()))
    if (watch.killed() < KILLS) findings.push(`only ${watch.killed()} workers died`)
    const [barriers, questions, leases] = ended.map(({ done }) => done)
    print(`  ${TASKS} tasks, ${watch.killed()} workers died with one; all passed ${barriers} barriers; ${questions} questions were answered; ${leases} leases`)
    if (barriers === 0 || questions === 0 || leases === 0) findings.push('nothing was tried beside the tasks')
    return findings
  } finally {
    await site.close()
  }
}

async function proves(bug: RedisBug): Promise<boolean> {
  const copy = copyWith(bug)
  const site = await openSite(copy.home).catch((error: unknown) => {
    copy.remove()
    throw error
  })
  try {
    const findings = [...(await tellAndHear(site))]
    const besides = [meetAtBarriers(site, 'proof'), askAndReply(site, 4)]
    const watch = workOnTasks(site, { tasks: 60, workers: 6, kills: 0, everyMs: 5 })
    await pause(2_500)
    findings.push(...(await watch.verdict()), ...(await Promise.all(besides.map((each) => each.end()))).flatMap((each) => each.findings))
    const found = findings.find((each) => each.startsWith(REDIS_BUGS[bug].finding))
    print(found === undefined ? `✗ a planted fault was not seen: ${bug}` : `  seen: ${bug} (${found})`)
    return found !== undefined
  } finally {
    await site.close()
    copy.remove()
  }
}

async function main(): Promise<number> {
  print('Planted faults, each in a copy of the platform:')
  const proofs: boolean[] = []
  for (const bug of Object.keys(REDIS_BUGS) as RedisBug[]) proofs.push(await proves(bug))
  print('The platform as it is:')
  const findings = await sound()
  for (const finding of findings.slice(0, 30)) print(`✗ ${finding}`)
  const failed = findings.length + proofs.filter((seen) => !seen).length
  print(`trial of Redis: ${failed === 0 ? 'nothing found' : `${failed} findings`}`)
  return failed === 0 ? 0 : 1
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    print(error instanceof MissingEngine ? error.message : `✗ the trial itself failed: ${error instanceof Error ? error.stack : messageOf(error)}`)
    process.exit(error instanceof MissingEngine ? 2 : 1)
  },
)

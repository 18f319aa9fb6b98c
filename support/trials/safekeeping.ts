import { parseArgs } from 'node:util'
import { seededRandom } from '../../app/shared/random'
import { ACTS, type Act, type ActName, FAULTS, type Fault } from './safekeeping-acts'
import { countSteps, interrupt, type Moment } from './safekeeping-run'

// The trial of what keeps data safe: backups, restores, changes of the key and upgrades are killed at every step that they take, and at random
// moments, and afterwards there is the one or the other, and never anything between. It first proves itself on faults planted on purpose.
// `--random 5` for each act, `--seed` to repeat their moments.

const AT_ONCE = 2
const print = (text: string): void => void process.stdout.write(`${text}\n`)

async function sideBySide<Item>(items: readonly Item[], task: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await task(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** Kills one act at each of these moments; what was wrong afterwards. */
async function killAt(act: Act, moments: readonly Moment[], fault?: Fault): Promise<readonly string[]> {
  const findings: string[] = []
  await sideBySide(moments, async (moment) => {
    const found = await interrupt(act, moment, fault)
    findings.push(...found.map((text) => `${act.name}, killed ${'step' in moment ? `at step ${moment.step}` : `after ${moment.ms} ms`}: ${text}`))
  })
  return findings
}

const everyStep = (count: number): readonly Moment[] => Array.from({ length: count }, (_, index) => ({ step: index + 1 }))

/** Whether a fault that was planted is found. */
async function prove(fault: Fault): Promise<boolean> {
  const act = ACTS[FAULTS[fault]]
  const { steps } = await countSteps(act, fault)
  const [first] = await killAt(act, everyStep(steps), fault)
  print(first === undefined ? `✗ a planted fault was not found: ${fault}` : `  found: ${fault} (${first})`)
  return first !== undefined
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { random: { type: 'string' }, seed: { type: 'string' }, 'no-proof': { type: 'boolean' } } })
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
  const random = seededRandom(seed)
  const moments = Number(values.random ?? 5)
  print(`Trial of safekeeping: npm run trial:safekeeping -- --random ${moments} --seed ${seed}`)
  let isProved = true
  if (values['no-proof'] !== true) for (const fault of Object.keys(FAULTS) as Fault[]) isProved = (await prove(fault)) && isProved
  const findings: string[] = []
  let kills = 0
  for (const name of Object.keys(ACTS) as ActName[]) {
    const { steps, ms } = await countSteps(ACTS[name])
    const planned = [...everyStep(steps), ...Array.from({ length: moments }, (): Moment => ({ ms: Math.floor(ms * (0.4 + 0.6 * random.next())) }))]
    kills += planned.length
    findings.push(...(await killAt(ACTS[name], planned)))
    print(`  ${name}: killed at ${steps} steps and ${moments} random moments`)
  }
  for (const finding of findings) print(`✗ ${finding}`)
  print(`${kills} kills, ${findings.length} findings`)
  return isProved && findings.length === 0
}

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    print(`✗ the trial itself failed: ${error instanceof Error ? error.stack : error}`)
    process.exit(1)
  },
)

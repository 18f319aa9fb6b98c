import { parseArgs } from 'node:util'
import { type Random, seededRandom } from '../../app/shared/random'
import { type InstantModel, startModel } from './instant-model'
import { deathsOf, type Kill, planKills } from './kill-plan'
import { createLane } from './lane'
import type { Finding } from './ledger'
import { type Met, sumOf } from './met'
import { PLANTED, type PlantedBug } from './planted'
import { prepareTemplate, type Template } from './site'

// The crash trial: platforms are killed in the middle of everything, started again, and held to what they promised.
// It first proves itself on bugs planted on purpose. `--kills 100`, `--thorough` for 1,000, `--seed` to repeat an order.

const AT_ONCE = 3
const USUAL_KILLS = 100
const THOROUGH_KILLS = 1_000
/** A planted bug has to show within so many kills. */
const PROOF_KILLS = 35
const SHOWN_FINDINGS = 30

interface Trial {
  readonly template: Template
  readonly model: InstantModel
  readonly random: Random
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const seedFrom = (random: Random): number => Math.floor(random.next() * 2 ** 31)

/** Goes through items side by side. */
async function sideBySide<Item>(items: readonly Item[], task: (take: () => Item | undefined) => Promise<void>): Promise<void> {
  const waiting = [...items]
  await Promise.all(Array.from({ length: AT_ONCE }, () => task(() => waiting.shift())))
}

/** Whether the trial notices a bug by the check that should. */
async function notices({ template, model, random }: Trial, bug: PlantedBug): Promise<boolean> {
  const wanted = PLANTED[bug]
  const lane = createLane({ template, model, bug })
  for (const kill of planKills(PROOF_KILLS, random)) {
    const found = (await lane.kill(kill, seedFrom(random))).find(({ check }) => check !== 'harness' && (wanted === 'any' || check === wanted))
    if (found === undefined) continue
    print(`  found: ${bug} (${found.text.split('\n', 1)[0]})`)
    lane.close()
    return true
  }
  print(`✗ a planted bug was not found: ${bug}`)
  lane.close()
  return false
}

async function prove(trial: Trial): Promise<boolean> {
  const bugs = Object.keys(PLANTED) as PlantedBug[]
  const proved: PlantedBug[] = []
  await sideBySide(bugs, async (take) => {
    for (let bug = take(); bug !== undefined; bug = take()) if (await notices(trial, bug)) proved.push(bug)
  })
  print(`proved on ${proved.length} of ${bugs.length} planted bugs`)
  return proved.length === bugs.length
}

async function carryOut({ template, model, random }: Trial, kills: readonly Kill[]) {
  const findings: Finding[] = []
  let promises = 0
  const met: Met[] = []
  const seeded = kills.map((kill) => ({ kill, seed: seedFrom(random) }))
  await sideBySide(seeded, async (take) => {
    const lane = createLane({ template, model })
    for (let next = take(); next !== undefined; next = take()) findings.push(...(await lane.kill(next.kill, next.seed)))
    promises += lane.promises
    lane.close()
    met.push(...lane.met)
  })
  return { findings, promises, met: sumOf(met) }
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { kills: { type: 'string' }, seed: { type: 'string' }, thorough: { type: 'boolean' }, 'no-proof': { type: 'boolean' } },
  })
  const count = Number(values.kills ?? (values.thorough ? THOROUGH_KILLS : USUAL_KILLS))
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) throw new Error('--kills and --seed take whole numbers')
  const begun = performance.now()
  print(`Crash trial, ${count} kills: npm run trial:crash -- --kills ${count} --seed ${seed}`)
  const model = await startModel()
  const template = await prepareTemplate(model)
  try {
    const trial = { template, model, random: seededRandom(seed) }
    const isProved = values['no-proof'] === true || (await prove(trial))
    const kills = planKills(count, trial.random)
    const { findings, promises, met } = await carryOut(trial, kills)
    for (const { check, text } of findings.slice(0, SHOWN_FINDINGS)) print(`✗ ${check}: ${text}`)
    print(
      `among ${Object.entries(met)
        .map(([what, count]) => `${count} ${what}`)
        .join(', ')}`,
    )
    print(`${promises} promises held against their databases in ${((performance.now() - begun) / 1_000).toFixed(0)} s`)
    print(`${kills.reduce((sum, kill) => sum + deathsOf(kill), 0)} kills, ${findings.length} findings`)
    return findings.length === 0 && isProved
  } finally {
    await template.close()
    await model.close()
  }
}

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    print(`✗ the trial itself failed: ${error instanceof Error ? error.stack : error}`)
    process.exit(1)
  },
)

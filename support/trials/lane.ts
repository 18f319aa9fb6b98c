import { type Random, seededRandom } from '../../app/shared/random'
import { type Child, startChild } from './child'
import { runErrands } from './errands'
import type { InstantModel } from './instant-model'
import { type Kill, titleOf } from './kill-plan'
import type { Finding } from './ledger'
import { type Met, metIn } from './met'
import type { PlantedBug } from './planted'
import { recoverAndInspect } from './reopen'
import type { Site, Template } from './site'

/** Kills platforms one after the other, and looks at what each left behind. */
export interface Lane {
  /** Carries out one kill; what was found afterwards. */
  kill(kill: Kill, seed: number): Promise<readonly Finding[]>
  /** How many promises of platforms were held against their databases. */
  readonly promises: number
  /** What was in them. */
  readonly met: readonly Met[]
  close(): void
}

interface Deps {
  readonly template: Template
  readonly model: InstantModel
  readonly bug?: PlantedBug | undefined
}

const AT_A_TIME = 8
const KILLS_ON_ONE_SITE = 4
const REACHED_WITHIN_MS = 60_000

let texts = 0

export function createLane({ template, model, bug }: Deps): Lane {
  let site: Site | undefined
  let promises = 0
  const met: Met[] = []

  const leave = () => {
    if (site === undefined) return
    promises += site.ledger.size
    met.push(metIn(site.path))
    site.remove()
    site = undefined
  }
  /** People at work with a platform, until it is gone. */
  const work = async ({ ledger }: Site, child: Child, random: Random): Promise<void> => {
    const origin = await child.listening
    if (origin === undefined) return
    let isGone = false
    void child.ended.then(() => {
      isGone = true
    })
    const text = (how: string) => `errand ${++texts}: ${how}`
    await runErrands({ cast: template.cast, as: (person) => template.as(origin, person), ledger, random, text }, { atATime: AT_A_TIME, isOver: () => isGone })
  }
  /** Lives until it dies at its point, or until it is killed from here. */
  const live = async (at: Site, child: Child, random: Random, afterMs: number | undefined): Promise<readonly Finding[]> => {
    const working = work(at, child, random)
    if (afterMs !== undefined) await child.listening
    const timer = setTimeout(child.kill, afterMs ?? REACHED_WITHIN_MS)
    await child.ended
    clearTimeout(timer)
    await working
    at.kills += 1
    return [
      ...(child.durable ? [] : [harness('the writer does not wait for the disk', child)]),
      ...(afterMs === undefined && !child.diedAtPoint ? [harness('it never came to its point', child)] : []),
    ]
  }

  return {
    async kill(kill, seed) {
      site ??= template.build()
      const random = seededRandom(seed)
      const findings: Finding[] = []
      if (kill.kind !== 'point') findings.push(...(await live(site, startChild(site.settings, { bug }), random, kill.afterMs)))
      if (kill.kind !== 'random') findings.push(...(await live(site, startChild(site.settings, { bug, point: kill.point }), random, undefined)))
      findings.push(
        ...(await recoverAndInspect(site, model).catch((error: Error): readonly Finding[] => [
          { check: 'recovery', text: `it cannot be opened again: ${error.stack}` },
        ])),
      )
      if (site.kills >= KILLS_ON_ONE_SITE || findings.length > 0) leave()
      return findings.map(({ check, text }) => ({ check, text: `killed ${titleOf(kill)}: ${text}` }))
    },
    get promises() {
      return promises + (site?.ledger.size ?? 0)
    },
    met,
    close: leave,
  }
}

const harness = (text: string, { output }: Child): Finding => ({ check: 'harness', text: `${text}\n${output.slice(-2_000)}` })

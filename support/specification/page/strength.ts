import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { linesByPart } from '../../strength/lines-by-part'
import { platformHash } from '../../strength/platform-files'
import type { PartStrength, Strength } from '../../strength/strength'
import type { FeatureData, PartData, StrengthData } from './data'

const SHOWN = 200
const LONGEST = 120

/** What the page shows of the strength that was last tried, if it was; `folder` is where reports are written. */
export const strengthIn =
  (folder: string) =>
  (features: readonly FeatureData[]): StrengthData | undefined => {
    const place = join(folder, 'strength', 'strength.json')
    if (!existsSync(place)) return undefined
    const strength: Strength = JSON.parse(readFileSync(place, 'utf8'))
    return strengthData(strength, { features, platform: platformHash('.') })
  }

interface Now {
  readonly features: readonly FeatureData[]
  readonly platform: string
}

/** Pure. */
export function strengthData({ made, revision, tries, parts, over, lines, rules, survivors, platform }: Strength, now: Now): StrengthData {
  const places = new Map(now.features.flatMap(({ name, rules: own }, feature) => own.map((rule, i) => [`${name}\n${rule.name}`, [feature, i] as const])))
  const byPart = new Map(linesByPart(lines ?? []).map((part) => [part.name, part]))
  const all = [...byPart.values()].filter(({ name }) => parts.some((part) => part.name === name))
  const whole = { lines: sum(all.map((part) => part.lines)), covered: sum(all.map(({ covered }) => covered)) }
  return {
    ...{ at: made, revision, changed: platform !== now.platform, tries },
    parts: [...parts.filter(({ mutants }) => mutants > 0).map((part) => partData(part, byPart.get(part.name))), partData(over, whole)],
    rules: rules.flatMap(({ feature, rule, caught, tried }) => {
      const [ofFeature, ofRule] = places.get(`${feature}\n${rule}`) ?? []
      return ofFeature === undefined || ofRule === undefined || tried === 0 ? [] : [[ofFeature, ofRule, caught, tried] as const]
    }),
    survivors: survivors.slice(0, SHOWN).map(({ place, original, replacement }) => [place, short(original), short(replacement)]),
    survived: survivors.length,
  }
}

function partData(
  { name, mutants, tried, caught, score, target = 0 }: PartStrength,
  lines: { readonly lines: number; readonly covered: number } | undefined,
): PartData {
  return {
    ...{ name, faults: mutants, tried, caught, target },
    ...(score === undefined ? {} : { score: [score.share, score.low, score.high] as const }),
    ...(lines === undefined || lines.lines === 0 ? {} : { lines: lines.covered / lines.lines }),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function short(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').trim()
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`
}

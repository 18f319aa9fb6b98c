import type { Tag } from '@cucumber/messages'
import { type Catalogue, familyOf, statementsOf } from './catalogue'
import type { Finding } from './finding'
import { at, examplesOf, identifiersIn, isIdentifier, rulesOf, type WrittenFeature, type WrittenRule } from './written'

/** Whether every tag is known and stands where it belongs: the requirement on the feature, one identifier on each rule. */
export function* tagFindings(catalogue: Catalogue, written: WrittenFeature): Generator<Finding> {
  const families = new Set(catalogue.families.map(({ id }) => id))
  const identifiers = new Set(statementsOf(catalogue).map(({ id }) => id))
  yield* requirementFindings(families, written)
  for (const rule of rulesOf(written)) yield* ruleFindings(identifiers, rule)
  for (const { name, where, owner } of tagsOf(written)) {
    const family = families.has(name.slice(1))
    if (isIdentifier(name) && owner !== 'rule') yield { kind: 'misplaced-identifier', where, message: `${name} stands on a ${owner}` }
    else if (family && owner !== 'feature') yield { kind: 'requirement-tag', where, message: `${name} belongs on the feature, not on a ${owner}` }
    else if (!family && !isIdentifier(name) && !Object.hasOwn(catalogue.tags, name)) yield { kind: 'unknown-tag', where, message: name }
  }
}

function* requirementFindings(families: ReadonlySet<string>, { uri, feature }: WrittenFeature): Generator<Finding> {
  const count = feature.tags.filter(({ name }) => families.has(name.slice(1))).length
  const where = at(uri, feature)
  if (count !== 1)
    yield { kind: 'requirement-tag', where, message: `"${feature.name}" has ${count === 0 ? 'no requirement tag' : `${count} requirement tags`}` }
}

function* ruleFindings(known: ReadonlySet<string>, { uri, feature, rule }: WrittenRule): Generator<Finding> {
  const identifiers = identifiersIn(rule.tags)
  const where = at(uri, rule)
  if (identifiers.length !== 1)
    yield { kind: 'rule-identifier', where, message: `"${rule.name}" has ${identifiers.length === 0 ? 'none' : identifiers.join(' and ')}` }
  for (const identifier of identifiers) {
    if (!known.has(identifier)) yield { kind: 'unknown-identifier', where, message: `@${identifier}` }
    else if (!feature.tags.some(({ name }) => name === `@${familyOf(identifier)}`))
      yield { kind: 'requirement-tag', where, message: `@${identifier} stands in a feature that is not tagged @${familyOf(identifier)}` }
  }
}

interface PlacedTag {
  readonly name: string
  readonly where: string
  readonly owner: 'feature' | 'rule' | 'single example'
}

function tagsOf(written: WrittenFeature): PlacedTag[] {
  const placed = (owner: PlacedTag['owner'], tags: readonly Tag[]) => tags.map((tag) => ({ name: tag.name, where: at(written.uri, tag), owner }))
  return [
    ...placed('feature', written.feature.tags),
    ...rulesOf(written).flatMap(({ rule }) => placed('rule', rule.tags)),
    ...examplesOf(written).flatMap(({ scenario }) => placed('single example', [...scenario.tags, ...scenario.examples.flatMap(({ tags }) => tags)])),
  ]
}

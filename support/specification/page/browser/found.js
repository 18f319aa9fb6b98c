import { areaOf, data, featureLink, identifiersOf, ruleLink, runLink } from './data.js'
import { el } from './dom.js'
import { mark } from './example.js'
import { linked } from './glossary.js'

/** @typedef {import('./data.js').Run} Run */

/** So many rules are drawn at once, and so many examples of each where there are more rules than fit on a screen. */
const RULES = 20
const OF_A_RULE = 3

/** What was found, by feature and rule; every rule where they are those of a requirement. @param {readonly Run[]} found @param {boolean} everyRule */
export function foundList(found, everyRule) {
  const byRule = [...Map.groupBy(found, ({ rule }) => rule).values()]
  const drawn = everyRule ? byRule : byRule.slice(0, RULES)
  const list = el('div', {}, ...groups(drawn, OF_A_RULE))
  if (drawn.length === byRule.length) return list
  const button = el('button', { type: 'button' }, `Show all ${found.length.toLocaleString('en')}`)
  button.addEventListener('click', () => list.replaceChildren(...groups(byRule, found.length)))
  list.append(button)
  return list
}

/** @param {readonly (readonly Run[])[]} byRule @param {number} most */
const groups = (byRule, most) =>
  [...Map.groupBy(byRule, ([first]) => first?.feature)].flatMap(([feature, several]) =>
    feature === undefined
      ? []
      : [
          el(
            'section',
            { class: 'found' },
            el('h2', {}, el('a', { href: featureLink(feature) }, feature.name), el('span', { class: 'about' }, ` ${areaOf(feature)}`)),
            ...several.flatMap((runs) => ofRule(runs, most)),
          ),
        ],
  )

/** @param {readonly Run[]} several @param {number} most */
function ofRule(several, most) {
  const [first] = several
  if (first === undefined) return []
  const { feature, rule } = first
  // One more takes no more room than saying so.
  const shown = several.length <= most + 1 ? several : several.slice(0, most)
  const more = several.length - shown.length
  return [
    el('p', { class: 'ruling' }, rule.name, ...identifiersOf(rule).map((id) => el('span', { class: 'about' }, ` ${id}`))),
    el(
      'ul',
      { role: 'list' },
      ...shown.map((run) => el('li', {}, mark(run.end.r), el('a', { href: runLink(run) }, run.title))),
      more > 0 && el('li', {}, el('a', { class: 'about', href: ruleLink(feature, rule), 'aria-label': `${more} more of: ${rule.name}` }, `${more} more`)),
    ),
  ]
}

/** What a requirement or a family of them says itself, with the way to it. @param {string} id */
export function requirementLead(id) {
  const family = data.families.find((one) => one.id === id)
  const statement = data.families.flatMap(({ statements }) => statements).find((one) => one.id === id)
  const [first] = family?.statements ?? []
  if (statement === undefined && family === undefined) return undefined
  return el(
    'div',
    { class: 'part' },
    el('p', {}, ...linked(statement?.statement ?? `${family?.title}. ${family?.why}`)),
    el('p', {}, el('a', { href: `#/requirements/${statement?.id ?? first?.id ?? ''}` }, `${id} ${statement?.name ?? ''}`.trim(), ' among the requirements')),
  )
}

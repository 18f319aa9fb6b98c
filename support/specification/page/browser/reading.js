import { areaOf, data, pathOf, runsByFeature } from './data.js'
import { counted, el } from './dom.js'
import { givenAlways, ruleSection, tagLink } from './example.js'
import { linked } from './glossary.js'

/** @typedef {import('./data.js').Feature} Feature */

/** One feature as it is read: what it is for, its rules, their examples. @param {string} path */
export function featurePage(path) {
  const feature = data.features.find((one) => pathOf(one) === path)
  return feature && el('div', {}, ...featureParts(feature, 'h1', false))
}

/** @param {Feature} feature @param {'h1' | 'h2'} heading @param {boolean} plain */
function featureParts(feature, heading, plain) {
  return [
    el('p', { class: 'about' }, `${areaOf(feature)} · ${counted(runsByFeature.get(feature)?.length ?? 0, 'example')}`),
    el(heading, { tabindex: '-1' }, feature.name),
    el('p', { class: 'lead' }, ...linked(feature.text.join(' '))),
    feature.seam !== '' && el('p', { class: 'about' }, 'Seam: ', ...linked(feature.seam)),
    el('p', { class: 'about tags' }, ...feature.tags.map(tagLink)),
    givenAlways(feature.background),
    ...feature.rules.map((rule) => ruleSection(feature, rule, plain)),
  ]
}

/** Every feature below the other, without diagrams: for printing. */
export const everything = () =>
  el(
    'div',
    { class: 'everything' },
    el('h1', { tabindex: '-1' }, 'Everything'),
    ...data.features.map((feature) => el('section', { class: 'feature' }, ...featureParts(feature, 'h2', true))),
  )

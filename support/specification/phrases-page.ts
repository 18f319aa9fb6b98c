import type { Capability, Kind, Phrase, Phrasebook } from './phrasebook'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const idOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** A page of its own, which needs nothing from elsewhere: all phrases by capability, and the words that may stand in them. */
export function phrasesPage({ capabilities, kinds }: Phrasebook): string {
  const known = new Set(kinds.map(({ name }) => name))
  const count = capabilities.reduce((sum, { phrases }) => sum + phrases.length, 0)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Phrases of the specification</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Phrases of the specification</h1>
<p>Every sentence that a feature may use: ${count}, with what may stand in it, how often examples use it, and one of them.</p>
<p><label>Find phrases with <input id="search" type="search" placeholder="is told lease"></label> <output id="found" for="search">${count} phrases</output></p>
</header>
<nav aria-label="Capabilities"><a href="#words">Words</a> ${capabilities.map(({ title }) => `<a href="#${idOf(title)}">${escaped(title)}</a>`).join(' ')}</nav>
<main>
${capabilities.map((capability) => capabilityPart(capability, known)).join('\n')}
<section id="words">
<h2>Words that vary</h2>
<dl>
${kinds.map(kindPart).join('\n')}
</dl>
</section>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`
}

const capabilityPart = ({ title, phrases }: Capability, known: ReadonlySet<string>): string =>
  `<section id="${idOf(title)}">
<h2>${escaped(title)}</h2>
<ul>
${phrases.map((phrase) => phrasePart(phrase, known)).join('\n')}
</ul>
</section>`

function phrasePart({ keyword, pieces, uses, example }: Phrase, known: ReadonlySet<string>): string {
  const said = pieces.map(({ text, varies }) => (varies ? varying(text, known) : escaped(text))).join('')
  const shown = example
    ? `<a class="example" href="../../${escaped(example.uri.replaceAll('\\', '/'))}" title="${escaped(`${example.uri}, line ${example.line}`)}">${escaped(example.text)}</a>`
    : ''
  return `<li><p><b>${keyword}</b> ${said} <span class="uses">${uses}×</span></p>${shown}</li>`
}

function varying(text: string, known: ReadonlySet<string>): string {
  const name = text.slice(1, -1)
  return text.startsWith('{') && known.has(name) ? `<a class="kind" href="#kind-${idOf(name)}">${escaped(name)}</a>` : `<i>${escaped(text)}</i>`
}

const kindPart = ({ name, words, seen, uses }: Kind): string =>
  `<dt id="kind-${idOf(name)}">${escaped(name)} <span class="uses">${uses}×</span></dt>
<dd>${words.length > 0 ? words.map(word).join(', ') : `such as ${seen.map(word).join(', ')}`}</dd>`

const word = (text: string): string => `<q>${escaped(text)}</q>`

const STYLE = `
:root { color-scheme: light dark; --quiet: light-dark(#5a5a5a, #b0b0b0); --line: light-dark(#dddddd, #444444); --kind: light-dark(#0b57a4, #8ec5ff); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
nav { columns: 14rem; font-size: .9rem; } nav a { display: block; }
ul { list-style: none; padding: 0; } li { border-top: 1px solid var(--line); padding: .4rem 0; } li p { margin: 0; }
a { color: var(--kind); } .kind, i { font-style: italic; }
.uses { color: var(--quiet); font-size: .85rem; } .example { display: block; color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere; }
dt { font-weight: 600; margin-top: .8rem; } dd { margin: 0 0 0 1rem; overflow-wrap: anywhere; } q { quotes: none; }
input { font: inherit; min-width: 16rem; } [hidden] { display: none; }
@media print { nav, label { display: none; } }
`

const SCRIPT = `
const phrases = [...document.querySelectorAll('li')].map((item) => ({ item, text: item.textContent.toLowerCase() }))
document.querySelector('#search').addEventListener('input', ({ target }) => {
  const words = target.value.toLowerCase().split(/\\s+/)
  let found = 0
  for (const { item, text } of phrases) {
    item.hidden = !words.every((word) => text.includes(word))
    if (!item.hidden) found += 1
  }
  for (const section of document.querySelectorAll('section:has(ul)')) section.hidden = !section.querySelector('li:not([hidden])')
  document.querySelector('#found').textContent = found + (found === 1 ? ' phrase' : ' phrases')
})
`

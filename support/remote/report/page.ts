import { CONTROLS, type Control } from '../control'
import type { ConformanceReport, Counts, RuleReport, Standing, StatementReport } from './conformance'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STANDINGS: Readonly<Record<Standing, string>> = {
  kept: 'kept',
  declared: 'declared',
  declared_but_kept: 'declared but kept',
  undeclared: 'undeclared',
  not_tried: 'not tried',
}

/** The report as a page that needs nothing from elsewhere, and no script. */
export function conformancePage(report: ConformanceReport): string {
  const { platform, at, whole, conformant, statements, faults } = report
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Conformance of ${escaped(platform)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Conformance of ${escaped(platform)}</h1>
<p class="verdict ${conformant ? 'kept' : 'undeclared'}">${conformant ? 'Conformant' : 'Not conformant'}</p>
<p>Tried <time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>${whole ? '' : '; only a part of the specification was selected'}.</p>
${faults.length === 0 ? '' : `<ul>${faults.map((fault) => `<li class="undeclared">${escaped(fault)}</li>`).join('')}</ul>`}
${summary(report)}
${declared(report)}
<h2>Statements</h2>
<p>Kept: every example that could be tried holds. Declared: not claimed, with its reason. Undeclared: broken, and not declared. Not tried: it needs control of what nobody has of a platform that is somebody else’s.</p>
${statements.map(statementPart).join('\n')}
</main>
</body>
</html>
`
}

const sum = (counts: Counts['not_tried']): number => Object.values(counts).reduce((all, each) => all + each, 0)

function summary({ examples: { all, kept, declared, undeclared, not_tried } }: ConformanceReport): string {
  const kinds = (Object.keys(CONTROLS) as Control[]).flatMap((control) => (not_tried[control] ? [`${CONTROLS[control]}: ${not_tried[control]}`] : []))
  const rows: readonly (readonly [string, number, string])[] = [
    ['Kept', kept, ''],
    ['Broken as declared', declared, ''],
    ['Broken and not declared', undeclared, ''],
    ['Not tried', sum(not_tried), kinds.length === 0 ? '' : `they need control of ${kinds.join('; ')}`],
    ['Together', all, ''],
  ]
  return `<table><caption>Examples</caption><tbody>
${rows.map(([name, count, note]) => `<tr><th scope="row">${name}</th><td>${count}</td><td>${escaped(note)}</td></tr>`).join('\n')}
</tbody></table>`
}

function declared({ declared }: ConformanceReport): string {
  if (declared.length === 0) return ''
  const row = ({ name, reason, kept, broken, untried }: ConformanceReport['declared'][number]): string => {
    const held = kept > 0 && broken === 0
    const came = `${held ? 'declared but kept: ' : ''}${broken} broken, ${kept} kept, ${untried} not tried`
    return `<tr><th scope="row">${escaped(name)}</th><td>${escaped(reason)}</td><td${held ? ' class="declared_but_kept"' : ''}>${came}</td></tr>`
  }
  return `<h2>Not claimed</h2>
<table><thead><tr><th scope="col">What</th><th scope="col">Reason</th><th scope="col">What came of it</th></tr></thead><tbody>
${declared.map(row).join('\n')}
</tbody></table>`
}

const inWords = ({ kept, declared, undeclared, not_tried }: Counts): string =>
  [`${kept} kept`, ...(undeclared ? [`${undeclared} broken`] : []), ...(declared ? [`${declared} broken as declared`] : []), ...untriedWords(not_tried)].join(
    ', ',
  )

const untriedWords = (counts: Counts['not_tried']): readonly string[] =>
  sum(counts) === 0 ? [] : [`${sum(counts)} not tried (${(Object.keys(counts) as Control[]).map((control) => CONTROLS[control]).join(', ')})`]

const mark = (standing: Standing): string => `<span class="mark ${standing}">${STANDINGS[standing]}</span>`

const statementPart = ({ id, name, statement, standing, rules, ...counts }: StatementReport): string =>
  `<details id="${id}"${standing === 'undeclared' ? ' open' : ''}><summary>${mark(standing)} <b>${id} ${escaped(name)}</b> <small>${inWords(counts)}</small></summary>
<p>${escaped(statement)}</p>
<ul>
${rules.map(rulePart).join('\n')}
</ul></details>`

function rulePart({ rule, feature, standing, reasons, broken_examples, ...counts }: RuleReport): string {
  const broken = broken_examples.map(
    ({ example, where, step, message }) =>
      `<li><b>${escaped(example)}</b> <small>${escaped(where)}</small><br>${escaped(step)}<pre>${escaped(message)}</pre></li>`,
  )
  return `<li>${mark(standing)} ${escaped(rule)} <small>${escaped(feature)}; ${inWords(counts)}</small>${reasons.map((reason) => `<p>${escaped(reason)}</p>`).join('')}${
    broken.length === 0 ? '' : `<ul>${broken.join('')}</ul>`
  }</li>`
}

const STYLE = `
:root { color-scheme: light dark; --quiet: light-dark(#555555, #b5b5b5); --line: light-dark(#dddddd, #444444); --good: light-dark(#176b2c, #7fd494); --bad: light-dark(#a4161a, #ff9a94); --note: light-dark(#7a4d00, #f0c064); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-top: 1px solid var(--line); vertical-align: top; } caption { text-align: left; font-weight: 600; }
details { border-top: 1px solid var(--line); padding: .3rem 0; } summary { cursor: pointer; } small { color: var(--quiet); } pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 20rem; overflow: auto; }
.verdict { font-size: 1.3rem; font-weight: 600; } .mark { font-size: .85rem; font-weight: 600; } .kept { color: var(--good); } .undeclared { color: var(--bad); } .declared, .declared_but_kept { color: var(--note); } .not_tried { color: var(--quiet); }
@media print { details { break-inside: avoid; } }
`

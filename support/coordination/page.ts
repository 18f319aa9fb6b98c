import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { html } from './html'
import { PLOTTED, type Summary } from './measurements'
import { type Line, percentilePlot } from './plot'
import type { Verdict } from './runner'

const FOLDER = join(__dirname, '../../reports/coordination')

/** What one run has shown of one engine. */
export interface Shown {
  readonly backplane: string
  readonly seed: number
  readonly verdicts: readonly Verdict[]
  readonly summaries: readonly Summary[]
  /** Durations of each operation, at the percentiles of `PLOTTED`. */
  readonly plotted: Readonly<Record<string, readonly number[]>>
}

/** Writes the page, beside what earlier runs have shown of other engines; its place. */
export function writeReport(shown: Shown, folder = FOLDER): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${shown.backplane}.json`), JSON.stringify(shown))
  const page = join(folder, 'index.html')
  writeFileSync(page, pageOf(earlier(folder)))
  return page
}

const earlier = (folder: string): readonly Shown[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Shown)
    : []

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d4da, #444a54); --muted: light-dark(#4d5562, #aab2be); --kept: light-dark(#1a6b34, #6fd08c); --broken: light-dark(#b3261e, #ff9b94) }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; font-size: .9rem } th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: right } th:first-child, td:first-child, td:last-child { text-align: left }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 1.5rem } figure { margin: 0 } figcaption { font-weight: 600 }
.kept { color: var(--kept) } .broken { color: var(--broken) } .muted { color: var(--muted) } .wide { overflow-x: auto }
svg text { fill: currentColor; font: 11px system-ui, sans-serif } svg .grid { stroke: var(--line) } svg polyline { fill: none; stroke-width: 2 }
`

/** The whole page: promises by engine, a plot for each operation with a line for each engine, and the figures. */
export function pageOf(all: readonly Shown[]): string {
  const operations = [...new Set(all.flatMap(({ plotted }) => Object.keys(plotted)))].sort()
  const engines = all.map(({ backplane }) => backplane)
  const plots = operations.map((operation) => {
    const lines: Line[] = all.flatMap(({ backplane, plotted }) => {
      const values = plotted[operation]
      return values === undefined ? [] : [{ name: backplane, place: engines.indexOf(backplane), values }]
    })
    return `<figure><figcaption>${html(operation)}</figcaption>${percentilePlot(operation, PLOTTED, lines)}</figure>`
  })
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Coordination, measured</title><style>${STYLE}</style></head>
<body><main>
<h1>Coordination, measured</h1>
<p class="muted">Durations in milliseconds as a caller sees them, waiting included, of what succeeded. Each engine as its last run has shown it.</p>
<h2>Promises</h2>
${all.map(promises).join('\n')}
<h2>How long it takes</h2>
<div class="plots">${plots.join('\n')}</div>
<h2>Figures</h2>
${all.map(figures).join('\n')}
</main></body></html>
`
}

const COLOURED = { kept: 'kept', broken: 'broken', 'begun to hold': 'broken', deviated: 'muted', 'not run': 'muted' } as const

function promises({ backplane, seed, verdicts }: Shown): string {
  const kept = verdicts.filter(({ outcome }) => outcome.kind === 'kept').length
  const items = verdicts.map(({ pattern, promise, outcome }) => {
    const told = [...('sentence' in outcome ? [outcome.sentence] : []), ...('reason' in outcome ? [outcome.reason] : [])]
    const sentence = told.map((text) => `<br>${html(text)}`).join('')
    return `<li><span class="${COLOURED[outcome.kind]}">${outcome.kind}</span> ${html(pattern)}: ${html(promise)}${sentence}</li>`
  })
  return `<h3>${html(backplane)} <span class="muted">seed ${seed}: ${kept} of ${verdicts.length} kept</span></h3><ul>${items.join('')}</ul>`
}

const HEAD = ['Operation', 'Count', 'Success', 'Min', 'Mean', 'p50', 'p95', 'p99', 'Max', 'Per second', 'Errors']
const number = (value: number | null | undefined): string => (value === undefined || value === null ? '–' : value.toFixed(value < 10 ? 2 : 1))

function figures({ backplane, summaries }: Shown): string {
  const rows = summaries.map((summary) => {
    const { operation, count, success_rate, min, mean, p50, p95, p99, max, throughput, errors } = summary
    const met = Object.entries(errors).map(([code, times]) => `${code} ${times}`)
    const cells = [operation, count, `${(success_rate * 100).toFixed(1)} %`, ...[min, mean, p50, p95, p99, max, throughput].map(number), met.join(', ')]
    return `<tr>${cells.map((cell) => `<td>${html(String(cell))}</td>`).join('')}</tr>`
  })
  const head = HEAD.map((name) => `<th scope="col">${name}</th>`).join('')
  return `<h3>${html(backplane)}</h3><div class="wide" tabindex="0" role="region" aria-label="Figures of ${html(backplane)}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

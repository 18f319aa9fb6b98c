import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPlatform } from '../platform-process'
import { SERVICES } from '../remote/fakes'
import type { ConformanceReport, RuleReport } from '../remote/report/conformance'
import { operatorsSettings } from '../remote/settings'
import { serveMeddler } from './meddler'

/**
 * Runs a part of the specification on this platform in a process of its own, twice on one store; then with one rule broken by somebody in
 * between, undeclared and declared. What is kept, what is broken and how the run ends has to be exactly that.
 */

/** With what fails over, what is kept apart and listed, and what other services are sent. */
const PART = '@failover or @channels or @github'
/** Examples that are kept of these, at least. */
const KEPT = 120
/** What is broken by whoever allows failover that nobody has allowed, by statement and rule. */
const BROKEN = [
  "INTG-04.12 Without the person's permission the first provider's fault is the answer, and no other provider is contacted",
  'INTG-04.12 A model that is named is asked of its provider first',
  'INTG-04.14 Before the first word has reached the person, the next provider may answer',
]
const CAPABILITIES = `not_claimed:
  - {id: INTG-04.12, reason: We always ask whoever can answer.}
  - {id: INTG-04.14, reason: We always ask whoever can answer.}
  - {id: AR-12.16, reason: We thought so.}
`
const TOKEN = 'administrator-of-the-trial'
const HOST = '127.0.0.1'

interface Ended {
  readonly code: number | null
  readonly output: string
  readonly report: ConformanceReport
}

interface Site {
  readonly folder: string
  readonly url: string
  readonly port: number
}

/** The first of as many free ports in a row as there are services. */
async function freePorts(): Promise<number> {
  for (let port = 42_000; port < 60_000; port += SERVICES.length) {
    const servers = SERVICES.map((_, index) => createServer().listen(port + index, HOST))
    const free = await Promise.all(
      servers.map((server) =>
        once(server, 'listening').then(
          () => true,
          () => false,
        ),
      ),
    )
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    if (free.every(Boolean)) return port
  }
  throw new Error('there are no free ports')
}

async function specification({ folder, url, port }: Site, capabilities?: string): Promise<Ended> {
  const reports = mkdtempSync(join(folder, 'reports-'))
  const env = { CONCORD_URL: url, CONCORD_TOKEN: TOKEN, CONCORD_FAKES_PORT: String(port), REPORTS_FOLDER: reports, NO_COLOR: '1' }
  const declared = capabilities === undefined ? {} : { CONCORD_CAPABILITIES: capabilities }
  const command = ['-r', './support/node-version.cjs', '-r', 'ts-node/register', 'support/specification/run.ts', '--profile', 'remote', '--tags', PART]
  const child = spawn(process.execPath, command, { env: { ...process.env, ...env, ...declared }, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code === 2) throw new Error(`the run was refused:\n${output}`)
  return { code, output, report: JSON.parse(readFileSync(join(reports, 'conformance/conformance.json'), 'utf8')) }
}

const rulesOf = ({ statements }: ConformanceReport): readonly (RuleReport & { readonly id: string })[] =>
  statements.flatMap(({ id, rules }) => rules.map((rule) => ({ ...rule, id })))

/** Every rule with how many of its examples ended in which way. */
const verdicts = (report: ConformanceReport): readonly string[] =>
  rulesOf(report).map(({ id, rule, kept, broken, not_tried }) => `${id} ${rule}: ${kept} kept, ${broken} broken, not tried ${JSON.stringify(not_tried)}`)

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)

async function onOwnPlatform(site: Site): Promise<void> {
  const first = await specification(site)
  assert.deepEqual([first.code, first.report.examples.broken], [0, 0], first.output)
  assert.ok(first.report.examples.kept >= KEPT, `only ${first.report.examples.kept} examples were kept`)
  say(`✓ Kept by our own platform in another process: ${first.report.examples.kept} of ${first.report.examples.all} examples, none broken`)
  const second = await specification(site)
  assert.deepEqual(verdicts(second.report), verdicts(first.report))
  say('✓ On the same store once more: the same verdicts')
}

async function withOneRuleBroken(site: Site): Promise<void> {
  const meddler = await serveMeddler(site.url)
  try {
    const there = { ...site, url: meddler.url }
    const { code, output, report } = await specification(there)
    const broken = rulesOf(report).filter(({ standing }) => standing === 'undeclared')
    assert.equal(code, 1, output)
    assert.deepEqual(
      broken.map(({ id, rule }) => `${id} ${rule}`),
      BROKEN,
      output,
    )
    for (const rule of BROKEN) assert.ok(output.includes(`✗ ${rule}`), `"${rule}" is not named`)
    say(`✓ With failover that nobody allowed: ${BROKEN.map((rule) => `"${rule}"`).join(', ')} broken, and nothing else`)
    const file = join(site.folder, 'capabilities.yaml')
    writeFileSync(file, CAPABILITIES)
    const declared = await specification(there, file)
    assert.equal(declared.code, 0, declared.output)
    assert.match(declared.output, /AR-12\.16: We thought so\. \(declared but kept/)
    say('✓ Declared, the same platform is conformant; what was declared and holds is named')
  } finally {
    await meddler.close()
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-remote-'))
  const port = await freePorts()
  const own = { PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'concord.db')}`, CONCORD_ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'warn' }
  const platform = startPlatform({ ...operatorsSettings({ host: HOST, port }), ...own }, { cold: true })
  try {
    let said = ''
    const url = await new Promise<string>((resolve, reject) => {
      platform.stderr?.pipe(process.stderr)
      platform.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const [, address] = /Concord is listening at (\S+)/.exec(said) ?? []
        if (address !== undefined) resolve(address)
      })
      platform.once('exit', () => reject(new Error(`the platform has ended:\n${said}`)))
    })
    const site = { folder, url, port }
    await onOwnPlatform(site)
    await withOneRuleBroken(site)
  } finally {
    platform.kill('SIGTERM')
    await once(platform, 'close')
    rmSync(folder, { recursive: true, force: true })
  }
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})

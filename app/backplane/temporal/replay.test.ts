import { strict as assert } from 'node:assert'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import { createLogger } from '../../shared/logger'
import { installRuntime, workflowBundle } from './runtime'

const HISTORIES = join(__dirname, 'histories')
const WORKFLOW = join(__dirname, 'workflow/lead.ts')
/** Inside the house, where the copy finds the packages, and outside of them: what is in there is not compiled. */
const COPIES = resolve(__dirname, `../../../reports/replay-${process.pid}`)

interface Recorded {
  readonly workflowId: string
  readonly history: { readonly events: readonly Record<string, unknown>[] }
}

const recorded = readdirSync(HISTORIES).map(
  (file): Recorded => ({ workflowId: basename(file, '.json'), history: JSON.parse(readFileSync(join(HISTORIES, file), 'utf8')) }),
)

/** What is wrong with playing each history again, by its name. */
async function replay(bundle: WorkflowBundleWithSourceMap): Promise<ReadonlyMap<string, string | undefined>> {
  installRuntime(createLogger('silent'))
  const results = Worker.runReplayHistories({ workflowBundle: bundle }, recorded)
  const faults = new Map<string, string | undefined>()
  for await (const { workflowId, error } of results) faults.set(workflowId, error?.message)
  return faults
}

/** The workflow with something changed in it, in a copy of its own. */
async function changed(name: string, from: string, to: string): Promise<WorkflowBundleWithSourceMap> {
  const source = readFileSync(WORKFLOW, 'utf8')
  assert.ok(source.includes(from), `the workflow no longer says ${from}`)
  mkdirSync(COPIES, { recursive: true })
  const file = join(COPIES, `${name}.ts`)
  writeFileSync(file, source.replace(from, to))
  return bundleWorkflowCode({ workflowsPath: file, logger: new DefaultLogger('ERROR') })
}

describe('histories that were recorded on a real server', () => {
  after(() => rmSync(COPIES, { recursive: true, force: true }))

  it('are those of every way that a job can go', () => {
    assert.deepEqual(
      recorded.map(({ workflowId }) => workflowId),
      ['approval', 'cancelled', 'dead-worker', 'graph', 'three-steps'],
    )
    assert.ok(JSON.stringify(recorded.find(({ workflowId }) => workflowId === 'dead-worker')).includes('Heartbeat timeout'))
  })

  it('are played again by the present workflow as they were', async () => {
    const faults = await replay(await workflowBundle())
    assert.deepEqual(
      [...faults],
      recorded.map(({ workflowId }) => [workflowId, undefined]),
    )
  })

  for (const [name, from, to] of [
    ['one-run-at-a-time', 'of turned.due)', 'of turned.due.slice(0, 1))'],
    ['a-turn-more', 'const { continueAsNewSuggested }', 'await turn({ id, begun: [], refused: [] })\n    const { continueAsNewSuggested }'],
  ] as const)
    it(`are not, once the workflow has ${name.replaceAll('-', ' ')}`, async () => {
      const faults = await replay(await changed(name, from, to))
      assert.match([...faults.values()].join('\n'), /TMPRL1100|[Nn]ondeterminism/)
    })
})

import { unsupportedNode } from './shared/node-version'

/** The `concord` command, after making sure that this Node can load it at all. */
async function main(): Promise<void> {
  const refusal = unsupportedNode(process.versions.node)
  if (refusal !== undefined) {
    process.stderr.write(`${refusal}\n`)
    process.exitCode = 2
    return
  }
  // Whoever reads no further, as `head` does, has had enough.
  process.stdout.on('error', () => process.exit(1))
  const { run } = await import('./cli/run')
  const { terminalOf } = await import('./cli/terminal')
  process.exitCode = await run(process.argv.slice(2), process.env, terminalOf(process))
}

void main()

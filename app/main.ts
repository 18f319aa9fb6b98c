import { unsupportedNode } from './shared/node-version'

/** Starts the platform from the environment, after making sure that this Node can load it at all. */
async function main(): Promise<void> {
  const refusal = unsupportedNode(process.versions.node)
  if (refusal !== undefined) return stop(refusal)
  const { serve } = await import('./serve')
  await serve(process.env).catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)))
}

function stop(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 2
}

void main()

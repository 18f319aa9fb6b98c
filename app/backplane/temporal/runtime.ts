import { bundleWorkflowCode, DefaultLogger, type LogEntry, makeTelemetryFilterString, Runtime, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import type { Logger } from '../../shared/logger'

const LEVELS: Readonly<Record<string, 'error' | 'warn' | 'debug'>> = { ERROR: 'error', WARN: 'warn' }

let installed = false
/** Temporal's client keeps one of it in each process. It says nothing but warnings, into our log, and leaves signals to us. */
export function installRuntime(logger: Logger): void {
  if (installed) return
  installed = true
  const say = ({ level, message, meta }: LogEntry) => logger[LEVELS[level] ?? 'debug']({ temporal: meta?.sdkComponent, reason: reasonOf(meta?.error) }, message)
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', say),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} } },
  })
}

const reasonOf = (error: unknown): string | undefined => (error instanceof Error ? error.message : undefined)

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined
/** The code of the workflows, made for their sandbox; the same for everybody in this process. */
export const workflowBundle = (): Promise<WorkflowBundleWithSourceMap> => {
  bundle ??= bundleWorkflowCode({ workflowsPath: require.resolve('./workflow/lead'), logger: new DefaultLogger('ERROR') })
  return bundle
}

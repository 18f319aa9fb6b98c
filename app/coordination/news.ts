import type { ExecutionRow } from '../store/tables'
import type { TaskError } from './coordination'

/** What has become of a task. */
export type News =
  /** It runs; `followed`: its end will be told by whoever began it. */
  | { readonly kind: 'started'; readonly number: number; readonly executionId: string; readonly at: number; readonly followed: boolean }
  /** It waits for a human: as an execution, or already as a handoff. */
  | { readonly kind: 'asleep'; readonly number: number; readonly proposalId: string; readonly executionId: string | undefined }
  /** What it waited for has been decided, or is possible again. */
  | { readonly kind: 'awake'; readonly number: number }
  /** Its end could not be written down yet; it is found when it has been. */
  | { readonly kind: 'adrift'; readonly number: number }
  | { readonly kind: 'ended'; readonly number: number; readonly execution: ExecutionRow }
  /** It never ran, and will not. */
  | { readonly kind: 'refused'; readonly number: number; readonly status: 'blocked' | 'cancelled'; readonly error: TaskError }
  /** The store cannot take it now. */
  | { readonly kind: 'later'; readonly number: number }

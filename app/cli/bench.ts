import type { Tools } from '../safekeeping/place'
import type { Environment, Settings } from '../settings'

/** What these commands are given: the settings of the platform, and how to say what came of it. */
export interface Bench {
  readonly settings: Settings
  readonly env: Environment
  readonly tools: Tools
  /** The answer: a document, or lines of text. */
  readonly tell: (document: object, lines: readonly string[]) => void
  /** What has to be known besides. */
  readonly warn: (sentence: string) => void
}

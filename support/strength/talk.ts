/** What a worker is asked. An example is named by its file and line. */
export type Ask =
  /** Which mutants each of these examples goes through. */
  | { readonly kind: 'cover'; readonly examples: readonly string[] }
  /** Whether one of these examples fails under a mutant, or, if none is named, as things are; the first that does ends it. */
  | { readonly kind: 'try'; readonly mutant: string; readonly moment: Moment; readonly hitLimit: number; readonly examples: readonly string[] }

/** From when on a mutant is active: since modules were loaded, since the house of the examples was built, or since the first example. */
export type Moment = 'loading' | 'house' | 'later'

/** What a worker says. */
export type Said =
  | { readonly kind: 'ready' }
  /** An example begins; its process is given up if that is the last that is heard. */
  | { readonly kind: 'begins'; readonly example: string }
  | { readonly kind: 'covered'; readonly example: string; readonly passed: boolean; readonly message: string; readonly ms: number; readonly hits: Hits }
  /** What was gone through outside of examples. */
  | { readonly kind: 'besides'; readonly loading: Hits; readonly house: Hits; readonly bytes: number }
  | { readonly kind: 'tried'; readonly caught: Caught | undefined; readonly tried: readonly string[]; readonly bytes: number }

/** Numbers of mutants, and how often each was gone through. */
export interface Hits {
  readonly ids: Uint32Array
  readonly counts: Uint32Array
}

export interface Caught {
  /** The example that failed; undefined if the platform could not be loaded or started at all. */
  readonly by: string | undefined
  readonly message: string
  /** It may have come from somewhere else. */
  readonly doubtful: boolean
}

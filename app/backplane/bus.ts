/** Tells all instances that there are new events in the log. The log is the truth: whoever misses a word finds the events there at the next look. */
export interface Bus {
  /** The log has grown. Never throws: what cannot be told is found. */
  announce(): void
  /** Calls `heard` when another instance has announced. Returns what ends it. */
  listen(heard: () => void): () => void
}

/** The log of events, as far as others are told of it. */
export interface ToldLog {
  after(number: number, limit: number): Promise<readonly { readonly number: number; readonly topic: string }[]>
  last(): Promise<number>
}

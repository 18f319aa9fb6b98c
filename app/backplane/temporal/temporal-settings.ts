/** Where Temporal is, and as whom the platform goes there. */
export interface TemporalSettings {
  /** Host and port. */
  readonly address: string
  readonly namespace: string
  /** One for each database: whoever takes from it does the steps of the jobs that stand there. */
  readonly taskQueue: string
  /** For Temporal Cloud; goes over TLS. */
  readonly apiKey: string | undefined
  readonly tls: boolean
}

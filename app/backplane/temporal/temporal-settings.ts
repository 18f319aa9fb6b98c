/** Where Temporal is, and as whom the platform goes there. */
export interface TemporalSettings {
  /** Host and port. */
  readonly address: string
  readonly namespace: string
  /** One for each database: whoever takes from it does the steps of the jobs that stand there. */
  readonly taskQueue: string
  /** For Temporal Cloud; goes over TLS. */
  readonly apiKey: string | undefined
  /** How it goes there over TLS; undefined if it does not. */
  readonly tls: TlsSettings | undefined
}

/** Who is trusted, and who the platform is; all of it in files, PEM. */
export interface TlsSettings {
  /** Who vouches for the server, instead of those whom everybody trusts. */
  readonly serverCaPath: string | undefined
  /** What the platform shows of itself, with the key to it: both or neither. */
  readonly certificatePath: string | undefined
  readonly keyPath: string | undefined
  /** Whom the server's certificate must name, if not the host of the address. */
  readonly serverName: string | undefined
}

/** What came back, whole. */
export interface Reply {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** The body as JSON; throws if it is none. */
  json<Body = Readonly<Record<string, unknown>>>(): Body
}

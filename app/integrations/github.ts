import type { Octokit } from 'octokit'
import { type Clock, parseDate, rfc3339 } from '../shared/clock'
import { InvalidInput } from '../shared/errors'
import type { Trace } from '../shared/trace'
import { GithubFailed, ServiceNotConfigured } from './failure'
import { githubOutcome, notAnIssue } from './github-outcome'
import { type OutsideCall, outsideCall } from './outside-call'
import type { Outgoing, OutsideService, Requests, SendAnswer, SendView, Span } from './send'
import type { Sends } from './sends'

/** An issue that a person opens. */
export interface GithubIssue {
  readonly personId: string
  /** `owner/name`. */
  readonly repo: string
  readonly title: string
  readonly body?: string | undefined
  readonly labels?: readonly string[] | undefined
  readonly idempotencyKey?: string | undefined
  readonly trace: Trace
}

/** Issues on GitHub (INTG-04.19), each made through the outbox. */
export interface GithubIssues {
  /** Throws InvalidInput, and what `Sends.deliver` throws, GitHub's failures among it. */
  create(issue: GithubIssue, signal: AbortSignal): Promise<SendView>
}

/** What goes to GitHub for an issue. Pure. Throws InvalidInput. */
export function githubRequest({ repo, title, body, labels }: Pick<GithubIssue, 'repo' | 'title' | 'body' | 'labels'>): Requests['github'] {
  partsOf(repo)
  return { repo, title, ...(body === undefined ? {} : { body }), ...(labels === undefined ? {} : { labels }) }
}

export const createGithubIssues = (sends: Pick<Sends, 'deliver'>): GithubIssues => ({
  async create({ personId, idempotencyKey, trace, ...issue }, signal) {
    const request = githubRequest(issue)
    return sends.deliver({ personId, service: 'github', request, idempotencyKey, trace }, signal)
  },
})

export interface GithubSettings {
  readonly token: string | undefined
  /** Such as `https://api.github.com`. */
  readonly apiUrl: string
}

type Request = Requests['github']

/** GitHub as the outbox sees it, through its official client without retries. Nothing is connected or loaded before the first issue. */
export function createGithubService({ clock, settings }: { clock: Clock; settings: GithubSettings }): OutsideService<Request> {
  const token = (): string => {
    if (settings.token === undefined) throw new ServiceNotConfigured('GitHub', 'GITHUB_TOKEN')
    return settings.token
  }

  return {
    ready: () => void token(),
    async send(outgoing) {
      const { id, request } = outgoing
      const call = outsideCall(outgoing)
      const client = await createClient(settings, token(), call)
      try {
        const { data } = await client.rest.issues.create({ ...partsOf(request.repo), ...contentOf(id, request) })
        return isIssue(data) ? { kind: 'sent', answer: answerOf(data) } : notAnIssue(call)
      } catch (error) {
        return githubOutcome(error, call, { token: token(), repo: request.repo, now: clock.now() })
      }
    },
    look: async (outgoing, span) => search(await createClient(settings, token(), outsideCall(outgoing)), outgoing, span),
  }
}

/** GitHub's own rules for names of owners and repositories. */
const REPO = /^(?<owner>[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99}))\/(?<repo>(?!\.{1,2}$)[\w.-]{1,100})$/

/** Owner and name of `owner/name`. Throws InvalidInput, so that no other address can be reached through a name. */
function partsOf(name: string): { readonly owner: string; readonly repo: string } {
  const { owner, repo } = REPO.exec(name)?.groups ?? {}
  if (owner === undefined || repo === undefined) throw new InvalidInput('repo', 'repo must be a repository as owner/name')
  return { owner, repo }
}

/** Ends the text of an issue unseen, so that it is found again. */
const markerOf = (id: string): string => `<!-- concord-send: ${id} -->`

const contentOf = (id: string, { title, body, labels }: Request) => ({
  title,
  body: body === undefined || body === '' ? markerOf(id) : `${body}\n\n${markerOf(id)}`,
  ...(labels === undefined ? {} : { labels: [...labels] }),
})

const silent = { debug() {}, info() {}, warn() {}, error() {} }

async function createClient({ apiUrl }: GithubSettings, token: string, { fetch }: OutsideCall): Promise<Octokit> {
  const { Octokit } = await import('octokit')
  return new Octokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'concord',
    throttle: { enabled: false },
    retry: { enabled: false },
    log: silent,
    request: { fetch, log: silent },
  })
}

interface Issue {
  readonly number: number
  readonly html_url: string
}

const isIssue = (data: unknown): data is Issue =>
  typeof data === 'object' && data !== null && 'number' in data && Number.isSafeInteger(data.number) && 'html_url' in data && typeof data.html_url === 'string'

const answerOf = ({ number, html_url: url }: Issue): SendAnswer => ({ number, url })

/**
 * Goes through the repository's issues, the latest first, back to where the span begins. Its list and not its search, which lags.
 * The marker counts only where we put it, at the end. Throws if any page is missing.
 */
async function search(client: Octokit, { id, request }: Outgoing<Request>, { from }: Span): Promise<SendAnswer | undefined> {
  const pages = client.paginate.iterator(client.rest.issues.listForRepo, {
    ...partsOf(request.repo),
    state: 'all',
    sort: 'created',
    direction: 'desc',
    since: rfc3339(from),
    per_page: 100,
  })
  for await (const { data } of pages) {
    if (!Array.isArray(data) || !data.every(isIssue)) throw new GithubFailed('its list of issues could not be read')
    const found = data.find(({ body }) => body?.trimEnd().endsWith(markerOf(id)))
    if (found !== undefined) return answerOf(found)
    const oldest = data.at(-1)
    if (oldest !== undefined && (parseDate(oldest.created_at) ?? from) < from) return undefined
  }
  return undefined
}

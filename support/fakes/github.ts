import type { components } from '@octokit/openapi-types'
import type { Clock } from '../../app/shared/clock'
import { answer, garbled, type Reply, redirect } from './answers'
import type { Received } from './calls'
import { createRepository, type Issue, LOGIN, type Repository, user } from './github-repository'
import { type HttpMood, type RetryAfter, retryHeaders } from './mood'
import { type Circumstances, createService, credentialOf, isRecord, type Service } from './service'

type Schemas = components['schemas']
type FieldError = NonNullable<Schemas['validation-error']['errors']>[number]

/** How GitHub can be, beside what any service can be. `rate_limited` is its primary limit. */
export type GitHubMood =
  | HttpMood
  | { readonly kind: 'secondary_limit'; readonly status?: 403 | 429; readonly retryAfter?: RetryAfter }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }

export interface FakeGitHub extends Service<GitHubMood> {
  /** Adds a repository, such as `acme/website`; all others do not exist. */
  hasRepository(name: string): void
  /** The issues of a repository in the order they were made. */
  issuesIn(name: string): readonly Issue[]
}

const API = 'https://api.github.com'
const DOCS = 'https://docs.github.com/rest'
const LIMIT = 5_000
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

/** GitHub's issues (docs.github.com/rest/issues) and their search, at `https://api.github.com`. */
export function createFakeGitHub({ clock }: { clock: Clock }): FakeGitHub {
  const repositories = new Map<string, Repository>()
  let requests = 0

  const limits = (spent: boolean): Record<string, string> => ({
    'x-github-request-id': `C0DE:${++requests}`,
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-limit': String(LIMIT),
    'x-ratelimit-remaining': spent ? '0' : String(LIMIT - requests),
    'x-ratelimit-used': String(spent ? LIMIT : requests),
    'x-ratelimit-reset': String(Math.ceil(clock.now() / 1_000) + 1_800),
    'x-ratelimit-resource': 'core',
  })
  const respond = (received: Received, { mood, violation }: Circumstances<GitHubMood>): Response => {
    const wrong = wrongIn(received)
    if (wrong !== undefined) violation(wrong.what)
    if (mood?.kind === 'redirects') return redirect(mood.to ?? 'https://elsewhere.example.com/')
    if (mood?.kind === 'garbled') return garbled(mood.how, { sound: sample(clock), hollow: {}, error: error(500, 'Server Error').body })
    const made = mood === undefined ? (wrong?.reply ?? act(received, repositories, violation)) : refusalIn(mood, clock.now())
    return answer({ ...made, headers: { ...limits(mood?.kind === 'rate_limited'), ...JSON_TYPE, ...made.headers } })
  }
  const service = createService<GitHubMood>({ name: 'GitHub', hosts: ['api.github.com'], clock, credential: tokenOf, answer: respond })
  return {
    ...service,
    hasRepository: (name) => void repositories.set(name.toLowerCase(), createRepository({ name, clock })),
    issuesIn: (name) => repositories.get(name.toLowerCase())?.issues ?? [],
  }
}

const tokenOf = ({ headers }: Received): string | undefined => credentialOf(headers, 'token', 'Bearer')

const error = (status: number, message: string): Reply => ({
  status,
  body: { message, documentation_url: DOCS, status: String(status) } satisfies Schemas['basic-error'],
})
const invalid = (errors: readonly FieldError[]): Reply => ({
  status: 422,
  body: { message: 'Validation Failed', documentation_url: `${DOCS}/issues/issues#create-an-issue`, errors: [...errors] } satisfies Schemas['validation-error'],
})

const sample = (clock: Clock): Issue => createRepository({ name: 'acme/website', clock }).open({ title: 'An issue', body: null, labels: [] })

function refusalIn(mood: Exclude<GitHubMood, { kind: 'redirects' | 'garbled' }>, now: number): Reply {
  switch (mood.kind) {
    case 'rate_limited':
      return { ...error(403, 'API rate limit exceeded for user ID 1.'), headers: retryHeaders(mood.retryAfter, now) }
    case 'secondary_limit': {
      const told = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
      return { ...error(mood.status ?? 403, told), headers: retryHeaders(mood.retryAfter ?? { seconds: 60 }, now) }
    }
    case 'refuses_credentials':
      return mood.status === 403 ? error(403, 'Resource not accessible by personal access token') : error(401, 'Bad credentials')
    case 'out_of_service':
      return error(mood.status ?? 503, 'Server Error')
    case 'refuses':
      return error(mood.status, mood.reason ?? 'Not served')
    case 'invalid':
      return invalid(mood.errors)
  }
}

function wrongIn(received: Received): { reply: Reply; what: string } | undefined {
  if (tokenOf(received) === undefined) return { reply: error(401, 'Requires authentication'), what: 'no token was sent' }
  if (!received.headers.get('user-agent')) return { reply: error(403, 'Request forbidden by administrative rules.'), what: 'no user agent was sent' }
  if (received.method === 'POST' && received.type !== 'application/json')
    return { reply: error(415, 'Unsupported Media Type'), what: `the content type is ${received.type}` }
  return undefined
}

function act({ method, url, body }: Received, repositories: ReadonlyMap<string, Repository>, violation: (what: string) => void): Reply {
  const [first, owner, name, kind, number, ...rest] = url.pathname.slice(1).split('/')
  if (method === 'GET' && url.pathname === '/user') return { status: 200, body: user }
  if (method === 'GET' && url.pathname === '/search/issues') return search(url.searchParams, repositories)
  if (first !== 'repos' || (kind !== undefined && kind !== 'issues') || rest.length > 0 || !['GET', 'POST'].includes(method)) {
    violation('there is no such address')
    return error(404, 'Not Found')
  }
  const repository = repositories.get(`${owner}/${name}`.toLowerCase())
  if (repository === undefined) return error(404, 'Not Found')
  if (kind === undefined) return { status: 200, body: { id: 1, full_name: repository.name, private: true, has_issues: true } }
  if (method === 'POST') return create(body, repository)
  if (number === undefined) return list(url.searchParams, repository)
  const issue = repository.issues.find((known) => known.number === Number(number))
  return issue === undefined ? error(404, 'Not Found') : { status: 200, body: issue }
}

function create(body: unknown, repository: Repository): Reply {
  if (!isRecord(body)) return error(400, 'Problems parsing JSON')
  const { title, body: text, labels = [] } = body
  const wrong = (field: string, code: string, message?: string): Reply =>
    invalid([{ resource: 'Issue', code, field, ...(message === undefined ? {} : { message }) }])
  if (title === undefined || title === null || title === '') return wrong('title', 'missing_field')
  if (typeof title !== 'string') return wrong('title', 'invalid')
  if (title.length > 256) return wrong('title', 'custom', 'title is too long (maximum is 256 characters)')
  if (text !== undefined && text !== null && typeof text !== 'string') return wrong('body', 'invalid')
  if (typeof text === 'string' && text.length > 65_536) return wrong('body', 'custom', 'body is too long (maximum is 65536 characters)')
  if (!Array.isArray(labels) || !labels.every((label) => typeof label === 'string')) return wrong('labels', 'invalid')
  const issue = repository.open({ title, body: text ?? null, labels })
  return { status: 201, body: issue, headers: { location: issue.url } }
}

function list(query: URLSearchParams, repository: Repository): Reply {
  const state = query.get('state') ?? 'open'
  const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z')
  const labels = query.get('labels')?.split(',') ?? []
  const found = repository.issues
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => Date.parse(issue.updated_at) >= since && (query.get('creator') ?? LOGIN) === LOGIN)
    .filter((issue) => labels.every((label) => issue.labels.some((known) => typeof known !== 'string' && known.name === label)))
  if (query.get('direction') !== 'asc') found.reverse()
  const perPage = Math.min(Number(query.get('per_page') ?? 30), 100)
  const page = Number(query.get('page') ?? 1)
  const next = new URLSearchParams(query)
  next.set('page', String(page + 1))
  const link = `<${API}/repos/${repository.name}/issues?${next}>; rel="next"`
  return { status: 200, body: found.slice((page - 1) * perPage, page * perPage), ...(found.length > page * perPage ? { headers: { link } } : {}) }
}

function search(query: URLSearchParams, repositories: ReadonlyMap<string, Repository>): Reply {
  const terms = query.get('q')?.match(/\S*"[^"]*"|\S+/g) ?? []
  if (terms.length === 0) return invalid([{ resource: 'Search', field: 'q', code: 'missing' }])
  const repository = terms.find((term) => term.startsWith('repo:'))?.slice('repo:'.length)
  const words = terms.filter((term) => !/^\w+:/.test(term)).map((term) => term.replaceAll('"', '').toLowerCase())
  const known = repository === undefined ? [...repositories.values()] : [repositories.get(repository.toLowerCase())]
  if (known.includes(undefined)) return invalid([{ resource: 'Search', field: 'q', code: 'invalid', message: 'The listed repositories cannot be searched.' }])
  const issues = known.flatMap((one) => one?.issues ?? [])
  const items = issues.filter(({ title, body }) => words.every((word) => `${title}\n${body ?? ''}`.toLowerCase().includes(word)))
  return { status: 200, body: { total_count: items.length, incomplete_results: false, items: items.map((item) => ({ ...item, score: 1 })) } }
}

import type { components } from '@octokit/openapi-types'
import { type Clock, rfc3339 } from '../../app/shared/clock'

export type Issue = components['schemas']['issue']

/** Who the token belongs to. */
export const LOGIN = 'concord-bot'

const HOME = `https://github.com/${LOGIN}`
const USER = `https://api.github.com/users/${LOGIN}`

export const user: components['schemas']['simple-user'] = {
  login: LOGIN,
  id: 1,
  node_id: 'U_1',
  avatar_url: `${HOME}.png`,
  gravatar_id: '',
  url: USER,
  html_url: HOME,
  followers_url: `${USER}/followers`,
  following_url: `${USER}/following{/other_user}`,
  gists_url: `${USER}/gists{/gist_id}`,
  starred_url: `${USER}/starred{/owner}{/repo}`,
  subscriptions_url: `${USER}/subscriptions`,
  organizations_url: `${USER}/orgs`,
  repos_url: `${USER}/repos`,
  events_url: `${USER}/events{/privacy}`,
  received_events_url: `${USER}/received_events`,
  type: 'Bot',
  site_admin: false,
}

export interface Repository {
  /** Such as `acme/website`. */
  readonly name: string
  /** In the order they were made. */
  readonly issues: readonly Issue[]
  open(issue: { title: string; body: string | null; labels: readonly string[] }): Issue
}

export function createRepository({ name, clock }: { name: string; clock: Clock }): Repository {
  const issues: Issue[] = []
  const repository = `https://api.github.com/repos/${name}`
  return {
    name,
    issues,
    open({ title, body, labels }) {
      const number = issues.length + 1
      const url = `${repository}/issues/${number}`
      const at = rfc3339(clock.now())
      const issue: Issue = {
        id: 1_000 + number,
        node_id: `I_${number}`,
        number,
        title,
        body,
        state: 'open',
        locked: false,
        labels: labels.map((label, index) => ({
          id: index + 1,
          node_id: `L_${index}`,
          url: `${repository}/labels/${label}`,
          name: label,
          color: 'ededed',
          default: false,
          description: null,
        })),
        user,
        assignee: null,
        assignees: [],
        milestone: null,
        comments: 0,
        author_association: 'MEMBER',
        active_lock_reason: null,
        created_at: at,
        updated_at: at,
        closed_at: null,
        url,
        html_url: `https://github.com/${name}/issues/${number}`,
        repository_url: repository,
        labels_url: `${url}/labels{/name}`,
        comments_url: `${url}/comments`,
        events_url: `${url}/events`,
      }
      issues.push(issue)
      return issue
    },
  }
}

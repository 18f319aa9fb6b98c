import type { Database } from 'better-sqlite3'
import { type AgentName, errand, type JobCase, type MadeUp } from './job-cases'
import { type Parts, someone, type TwoPlatforms } from './two-platforms'

const [olivia, sam, sue, uma] = [someone('Olivia', 'administrator'), someone('Sam', 'supervisor'), someone('Sue', 'supervisor'), someone('Uma', 'user')]
export const PEOPLE = [olivia, sam, sue, uma]
export const asker = uma

/** What will go wrong the next so many times. */
export interface Weather {
  writes: number
  words: number
}

export interface Scene {
  readonly database: Database
  readonly two: TwoPlatforms
  readonly jobId: string
  readonly kind: MadeUp['kind']
  readonly agents: Readonly<Record<AgentName, string>>
  readonly weather: Weather
}

/** Something that may happen, in the hands of one of the platforms. */
type Act = (scene: Scene, parts: Parts, which: number) => Promise<unknown>

export const NAMES = ['one', 'another'] as const

/** One of those there are; undefined if there are none. */
function oneOf<Row>({ database }: Scene, sql: string, which: number): Row | undefined {
  const rows = database.prepare(sql).all() as Row[]
  return rows[which % Math.max(rows.length, 1)]
}

interface Waiting {
  readonly id: string
  readonly content_hash: string
}
const waiting = (scene: Scene, which: number) => oneOf<Waiting>(scene, "select id, content_hash from proposal where status = 'pending' order by id", which)

const decide = async (parts: Parts, proposal: Waiting | undefined, [by, word]: readonly [typeof sam, 'approve' | 'reject']): Promise<unknown> =>
  proposal === undefined ? undefined : parts.proposals.decide(proposal.id, { word, contentHash: proposal.content_hash, reason: word }, by)

const saying =
  (by: typeof sam, word: 'approve' | 'reject'): Act =>
  (scene, parts, which) =>
    decide(parts, waiting(scene, which), [by, word])

/** Both say it of the same, one on each platform. */
const both =
  (word: 'approve' | 'reject'): Act =>
  async (scene, parts, which) => {
    const proposal = waiting(scene, which)
    const [one, another] = scene.two.both
    const words = [decide(parts, proposal, [sam, 'approve']), decide(parts === one ? another : one, proposal, [sue, word])]
    const rejected = (await Promise.allSettled(words)).flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    for (const reason of rejected) refusal(reason)
    if (proposal !== undefined && rejected.length === 0) throw new Error(`two people were told that they had decided ${proposal.id}`)
  }

const cancelling =
  (by: typeof sam): Act =>
  ({ jobId, kind }, { coordinations }) =>
    coordinations.cancel(jobId, by, [kind])
const retrying =
  (by: typeof sam): Act =>
  ({ jobId, kind }, { coordinations }) =>
    coordinations.retry(jobId, by, [kind])

const RUN = "select id from execution where status in ('running', 'paused') order by id"
const OPEN = "select id from execution where status in ('running', 'paused', 'pending', 'awaiting_approval') order by id"

const toTask =
  (sql: string, what: 'pause' | 'resume' | 'cancel', by: typeof sam): Act =>
  async (scene, { interventions }, which) => {
    const task = oneOf<{ id: string }>(scene, sql, which)
    if (task !== undefined) await interventions[what](task.id, by)
  }

/** Whatever is held back goes on. */
export async function resumeAll({ database, two: { both } }: Scene): Promise<void> {
  const paused = database.prepare("select id from execution where status = 'paused'").pluck().all() as string[]
  for (const id of paused) await both[0].interventions.resume(id, sam).catch(refusal)
}

const setting =
  (status: 'paused' | 'active'): Act =>
  async ({ agents }, parts, which) => {
    const id = Object.values(agents)[which % 3]
    if (id !== undefined) await parts.agents.setStatus(id, status, olivia)
  }

/** Whoever does this takes the other one for gone, which acts on. */
const takeForGone: Act = async ({ database, two }, parts) => {
  const gone = parts === two.both[0] ? NAMES[1] : NAMES[0]
  await parts.executor.recover(gone)
  database.prepare('delete from instance where id = ?').run(gone)
  await parts.coordinations.adopt()
}

/** Each platform says that it is there. */
export function seen({ database }: Pick<Scene, 'database'>): void {
  for (const name of NAMES) database.prepare('insert or ignore into instance (id, started_at, seen_at) values (?, 0, 0)').run(name)
}

/** Its rounds, as it makes them in the background: nobody waits for them, and one that cannot be ended holds up no other. */
export function lookAfter({ executor, coordinations, episodes }: Parts): void {
  for (const round of [executor.lookAfter, coordinations.lookAfter, coordinations.adopt, episodes.makeDue]) round().catch(refusal)
}

export const ACTS = {
  'Sam approves something': saying(sam, 'approve'),
  'Sue rejects something': saying(sue, 'reject'),
  'Sam and Sue both approve the same': both('approve'),
  'Sam approves what Sue rejects': both('reject'),
  'Uma cancels the job': cancelling(uma),
  'Sam cancels the job': cancelling(sam),
  'Uma has it tried again': retrying(uma),
  'Sam has it tried again': retrying(sam),
  'Uma cancels one task alone': toTask(OPEN, 'cancel', uma),
  'Sam pauses a task': toTask(RUN, 'pause', sam),
  'Sam resumes a task': toTask(RUN, 'resume', sam),
  'Sam stops a task': toTask(RUN, 'cancel', sam),
  'an agent is paused': setting('paused'),
  'an agent is resumed': setting('active'),
  'the platform makes its rounds': async (_scene, parts) => lookAfter(parts),
  'the platform takes the other one for gone': takeForGone,
  'a platform that was taken for gone is seen again': async (scene) => seen(scene),
  'a day passes': ({ two }, { proposals }) => {
    two.passOneDay()
    return proposals.expire()
  },
  'a write fails': async ({ weather }) => weather.writes++,
  'the model fails': async ({ weather }) => weather.words++,
} satisfies Readonly<Record<string, Act>>
export type ActName = keyof typeof ACTS

/** What a trial of coordination is mainly about happens more often. */
export const OFTEN: readonly ActName[] = [
  ...(['Sam approves something', 'Sam approves something', 'the platform takes the other one for gone', 'the platform takes the other one for gone'] as const),
  ...(['Sam and Sue both approve the same', 'the platform makes its rounds', 'the platform makes its rounds'] as const),
  ...(['a write fails', 'Uma has it tried again'] as const),
]

const REFUSALS = [
  ...(['proposal_decided', 'proposal_expired', 'proposal_void', 'conflict', 'agent_paused', 'storage_unavailable'] as const),
] as readonly string[]

/** Refusals change nothing; anything else is a fault. */
export function refusal(error: unknown): false {
  if (REFUSALS.includes(String((error as { code?: unknown }).code))) return false
  throw error
}

const MOST_WAITING = 10

/** Everything that humans have in their hands is done with: approved and tried again, or the job given up. */
export async function finish(scene: Scene, how: JobCase['finally']): Promise<void> {
  const [parts] = scene.two.both
  if (how === 'cancel') await cancelling(uma)(scene, parts, 0).catch(refusal)
  for (let left = MOST_WAITING; how === 'approve' && left > 0; left--) await decide(parts, waiting(scene, left), [sam, 'approve']).catch(refusal)
  const needed = scene.database.prepare("select 1 from coordination where status = 'needs_attention'").get()
  if (how === 'approve' && needed !== undefined) await retrying(sam)(scene, parts, 0).catch(refusal)
}

/** What is asked for, as the API has it. */
export function requestOf(job: MadeUp, agents: Scene['agents']): object {
  switch (job.kind) {
    case 'parallel':
      return {
        tasks: job.pieces.map(({ agent, action, after }, index) => ({
          ...{ id: `t${index + 1}`, agent_id: agents[agent], action, task: errand(index + 1), dependencies: after.map((number) => `t${number}`) },
        })),
        ...{ on_failure: job.onFailure, max_parallel: job.places },
      }
    case 'workflow':
      return { steps: job.pieces.map(({ agent, action }, index) => ({ agent_id: agents[agent], action, message: errand(index + 1) })) }
    case 'delegate':
      return { coordinator: agents[job.coordinator], workers: [...new Set(job.workers)].map((name) => ({ id: agents[name], name })), task: errand(1) }
  }
}

const PLANNING = 'Split this task into parts'

/** What the model says: a coordinator's plan where one is asked for. */
export const scripted = (job: MadeUp, weather: Weather) => (text: string) => {
  if (weather.words > 0) {
    weather.words -= 1
    return undefined
  }
  if (job.kind !== 'delegate' || !text.startsWith(PLANNING)) return 'Yes.'
  return JSON.stringify(job.workers.map((worker, index) => ({ worker, task: errand(index + 2) })))
}

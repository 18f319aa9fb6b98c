import type { Database } from 'better-sqlite3'
import { LEVELS, type Maturity } from '../../app/agents/agent'
import type { Job, JobResult } from '../../app/store/writer'

/** What units are given and answer, as far as the watch looks at it. */
interface Given {
  readonly now?: number
  readonly fencing?: number
  readonly version?: number
  readonly agents?: readonly { readonly agentId: string }[]
  readonly fence?: { readonly fencing: number; readonly occasion: { readonly now: number } }
}
interface Answered {
  readonly kind?: string
}

interface Holder {
  readonly agent: string
  readonly number: number
  readonly until: number
}
/** Who holds it, and who waits in the order of asking. */
interface Line {
  readonly holder: string | undefined
  readonly line: readonly string[]
}
type State = ReturnType<ReturnType<typeof looker>>

/** Looks at the database after each single commit, with its own eyes and its own idea of what has to come of it. */
export interface LeaseWatch {
  after(job: Job, result: JobResult | undefined): void
  readonly findings: readonly string[]
}

/** One commit: what was asked for and came of it, and what was there before and is there now. */
interface Commit {
  readonly name: string
  readonly given: Given
  readonly answered: Answered | undefined
  readonly now: number | undefined
  readonly before: State
  readonly after: State
}

/** The watch over the one resource and the one value of a trial. */
export function watchLeases(database: Database, strategy: string): LeaseWatch {
  const findings: string[] = []
  const look = looker(database, strategy)
  const model = createModel(strategy)
  let before = look()
  return {
    findings,
    after({ unit: { name }, input }, result) {
      const given = input as Given
      const answered = (result?.kind === 'done' ? result.output : undefined) as Answered | undefined
      const commit = { name, given, answered, now: given.fence?.occasion.now ?? given.now, before, after: look() }
      for (const text of [...outrages(commit), ...model(commit)]) findings.push(`${name}: ${text}`)
      before = commit.after
    },
  }
}

/** What must never be, whatever came before. */
function* outrages({ given, answered, now, before, after }: Commit): Generator<string> {
  const { holder } = before
  const number = given.fence?.fencing ?? given.fencing
  const isTaken = (answered?.kind === 'done' || answered?.kind === 'written') && number !== undefined
  const isPresent = holder !== undefined && now !== undefined && now < holder.until && number === holder.number
  if (isTaken && !isPresent) yield `number ${number} was taken, and the lease is ${JSON.stringify(holder)} at ${now}`
  if (answered?.kind === 'written' && (given.version !== before.version || after.version !== before.version + 1)) yield 'a version was overwritten'
  if (after.holders > 1) yield `${after.holders} hold it at one time`
  if (after.number < before.number) yield `the number turned back from ${before.number} to ${after.number}`
  const isGiven = after.holder !== undefined && (after.holder.agent !== holder?.agent || after.holder.number !== holder.number)
  if (isGiven && after.holder?.number !== before.number + 1) yield `number ${after.holder?.number} was given after ${before.number}`
}

/** Its own idea of the line: remembers in which order was asked, and says where it is not kept. */
function createModel(strategy: string): (commit: Commit) => Generator<string> {
  let waiting: readonly string[] = []
  return function* (commit) {
    const { name, given, answered, now, before, after } = commit
    const concerns = name.startsWith('resource.') || given.fence !== undefined
    const isRefused = name === 'resource.ask' && answered?.kind === 'unfit'
    if (!concerns || isRefused || answered === undefined || now === undefined) return
    const inTurn = (agents: readonly string[]) => (strategy === 'fifo' ? agents : agents.toSorted((one, other) => before.rank(other) - before.rank(one)))
    const pass = (line: readonly string[]): Line => {
      const next = inTurn(line).find((agent) => before.isActive(agent))
      return { holder: next, line: line.filter((agent) => agent !== next) }
    }
    const isHeld = before.holder !== undefined && now < before.holder.until
    const { holder, line } = moved(commit, isHeld ? { holder: before.holder?.agent, line: waiting } : pass(waiting), pass)
    if (after.holder?.agent !== holder) yield `${after.holder?.agent} holds it, and it was the turn of ${holder}`
    if (after.waiting.join() !== inTurn(line).join()) yield `${after.waiting} wait, and ${inTurn(line)} should`
    waiting = line
  }
}

/** What has to come of what was asked for, after what time alone brought about. */
function moved({ name, given, answered }: Commit, { holder, line }: Line, pass: (line: readonly string[]) => Line): Line {
  if (name === 'resource.release' && answered?.kind === 'done') return pass(line)
  if (name !== 'resource.ask') return { holder, line }
  const asked = (given.agents ?? []).map(({ agentId }) => agentId).filter((agent) => agent !== holder && !line.includes(agent))
  return holder === undefined ? pass([...line, ...asked]) : { holder, line: [...line, ...asked] }
}

/** Reads what is there now. */
function looker(database: Database, strategy: string) {
  const open = database.prepare(
    "select agent_id, status, place, fencing, expires_at from resource_request where status in ('waiting', 'holding') order by place",
  )
  const resource = database.prepare('select fencing from resource').pluck()
  const version = database.prepare('select version from shared_state').pluck()
  const agents = database.prepare('select id, maturity, status from agent')
  return () => {
    const rows = open.all() as { agent_id: string; status: string; fencing: number; expires_at: number }[]
    const known = new Map((agents.all() as { id: string; maturity: string; status: string }[]).map((row) => [row.id, row]))
    const rank = (id: string): number => LEVELS.indexOf(known.get(id)?.maturity as Maturity)
    const holding = rows.filter(({ status }) => status === 'holding')
    const waiting = rows.filter(({ status }) => status === 'waiting').map(({ agent_id }) => agent_id)
    const [held] = holding
    return {
      holder: held === undefined ? undefined : ({ agent: held.agent_id, number: held.fencing, until: held.expires_at } satisfies Holder),
      holders: holding.length,
      waiting: strategy === 'fifo' ? waiting : waiting.toSorted((one, other) => rank(other) - rank(one)),
      number: Number(resource.get() ?? 0),
      version: Number(version.get() ?? 0),
      rank,
      isActive: (id: string): boolean => known.get(id)?.status === 'active',
    }
  }
}

import Database from 'better-sqlite3'
import { type RedisSite, SILENCE_MS } from './redis-site'

export interface TaskLoad {
  readonly tasks: number
  readonly workers: number
  /** So many times a worker dies with a task in its hands. */
  readonly kills: number
  readonly everyMs: number
}

/** What was seen of the tasks. */
export interface TaskWatch {
  /** Resolves when all were added. */
  readonly added: Promise<void>
  /** When the task was given that was completed last. */
  wentOnAt(): number
  killed(): number
  /** Waits until nothing is open, then says what is wrong. */
  verdict(): Promise<readonly string[]>
}

interface Handed {
  readonly tries: number
  readonly asked: number
  readonly given: number
}

interface StoredTask {
  readonly id: string
  readonly status: string
  readonly tries: number
}

const ENDS_WITHIN_MS = 30_000
const ANSWERS_WITHIN_MS = 5_000
/** A platform that takes nothing for so long will not come back. */
const TAKEN_WITHIN_MS = 60_000
/** Whoever has a task for the last time does it: after one death more it would be a dead letter, as promised. */
const LAST_TRY = 5
/** What is not known for sure, because an answer took its way too. */
const LEEWAY_MS = 100
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Adds tasks at both platforms while workers at both do them; everybody comes again who is told to, or is told nothing. */
export function workOnTasks(site: RedisSite, { tasks, workers, kills, everyMs }: TaskLoad): TaskWatch {
  const acknowledged = new Set<string>()
  const handed = new Map<string, Handed[]>()
  const completed = new Map<string, number>()
  const findings: string[] = []
  let [isOver, wentOnAt, killed] = [false, 0, 0]
  const call = async (platform: number, path: string, body: object) => {
    try {
      return await site.at(platform).call('POST', path, { body, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
    } catch {
      return undefined
    }
  }
  const isAnswer = (status: number | undefined): status is number => status !== undefined && status < 500
  const add = async (index: number): Promise<void> => {
    const until = performance.now() + TAKEN_WITHIN_MS
    for (let tries = 0; performance.now() < until; tries += 1) {
      const reply = await call((index + tries) % 2, '/api/queues/trial/tasks', { title: `task ${index}` })
      if (reply?.status === 201) return void acknowledged.add(reply.json<{ id: string }>().id)
      if (isAnswer(reply?.status)) throw new Error(`a task was not taken: ${reply?.text}`)
      await pause(50)
    }
    findings.push(`task: no ${index} was not taken for ${TAKEN_WITHIN_MS / 1_000} s`)
  }
  const addAll = async () => {
    const under: Promise<void>[] = []
    for (let index = 0; index < tasks; index += 1) {
      under.push(add(index))
      await pause(everyMs)
    }
    await Promise.all(under)
  }
  const finish = async (platform: number, worker: string, { id, tries, given }: { id: string; tries: number; given: number }): Promise<void> => {
    for (let again = 0; !isOver; again += 1) {
      const reply = await call((platform + again) % 2, `/api/queues/trial/tasks/${id}/complete`, { worker, try: tries, result: worker })
      if (reply?.status === 200) {
        completed.set(id, (completed.get(id) ?? 0) + 1)
        wentOnAt = Math.max(wentOnAt, given)
        return
      }
      // Told nothing, it may have been taken: then it is no longer held.
      if (reply?.status === 409) return
      await pause(30)
    }
  }
  const work = async (name: string): Promise<void> => {
    for (let turn = 0; !isOver; turn += 1) {
      const platform = turn % 2
      const worker = `${name} ${turn}`
      const asked = performance.now()
      const reply = await call(platform, '/api/queues/trial/claim', { worker, timeout_ms: 500 })
      if (reply?.status !== 200) {
        if (reply?.status !== 204) await pause(30)
        continue
      }
      const task = reply.json<{ id: string; tries: number }>()
      const given = performance.now()
      handed.set(task.id, [...(handed.get(task.id) ?? []), { tries: task.tries, asked, given }])
      if (killed < kills && turn % 3 === 0 && task.tries < LAST_TRY) {
        killed += 1
        continue
      }
      await pause(5 + (turn % 5) * 10)
      await finish(platform, worker, { ...task, given })
    }
  }
  const added = addAll()
  const working = Array.from({ length: workers }, (_, index) => work(`worker ${index}`))

  return {
    added,
    wentOnAt: () => wentOnAt,
    killed: () => killed,
    async verdict() {
      await added
      const until = performance.now() + ENDS_WITHIN_MS
      while (openTasks(site.databasePath) > 0 && performance.now() < until) await pause(100)
      isOver = true
      await Promise.all(working)
      return [...findings, ...wrongInStore(site.databasePath, acknowledged), ...wrongInHands(handed), ...wrongInEnds(completed)]
    },
  }
}

function openTasks(databasePath: string): number {
  const db = new Database(databasePath, { readonly: true })
  try {
    return db.prepare("select count(*) from queue_task where status <> 'completed'").pluck().get() as number
  } finally {
    db.close()
  }
}

/** What was acknowledged has to be there, completed, and that once. */
function wrongInStore(databasePath: string, acknowledged: Iterable<string>): string[] {
  const db = new Database(databasePath, { readonly: true })
  const tasks = new Map((db.prepare('select id, status, tries from queue_task').all() as StoredTask[]).map((task) => [task.id, task]))
  const ends = db
    .prepare(
      "select json_extract(details, '$.task') as id, count(*) as count from audit where action = 'task.completed' group by json_extract(details, '$.task')",
    )
    .all() as { id: string; count: number }[]
  db.close()
  const lost = [...acknowledged].flatMap((id) => {
    const { status, tries } = tasks.get(id) ?? { status: 'lost', tries: 0 }
    return status === 'completed' ? [] : [`task: ${id} was acknowledged and never completed: ${status} after ${tries} tries`]
  })
  return [...lost, ...ends.flatMap(({ id, count }) => (count === 1 ? [] : [`task: ${id} was completed ${count} times`]))]
}

/** Nobody says here that a task failed: only a silence takes it from one worker and gives it to the next. */
const wrongInHands = (handed: ReadonlyMap<string, readonly Handed[]>): string[] =>
  [...handed].flatMap(([id, all]) => {
    const inOrder = all.toSorted((one, other) => one.tries - other.tries)
    return inOrder.flatMap(({ tries, asked, given }, index) => {
      const before = inOrder[index - 1]
      if (before === undefined) return []
      if (before.tries === tries) return [`task: ${id} was given to two workers as try ${tries}`]
      if (given - before.asked >= SILENCE_MS - LEEWAY_MS) return []
      return [`task: ${id} was given to a second worker after ${Math.round(given - before.asked)} ms, asked ${Math.round(asked)}`]
    })
  })

const wrongInEnds = (completed: ReadonlyMap<string, number>): string[] =>
  [...completed].flatMap(([id, count]) => (count === 1 ? [] : [`task: ${id} was taken as completed ${count} times`]))

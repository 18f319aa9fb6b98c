import { messages } from './conversations'
import { recordOf } from './on-record'
import type { ExecutionStatus } from './parameter-types'
import { memories } from './remembering'
import { execution } from './running'
import { textOf } from './seen'
import { heardBy, journal } from './watching'
import type { ConcordWorld } from './world'

/** What somebody can find out about the last execution, place by place. */
export type Told = Readonly<Record<string, unknown>>

/** Its answer: as it is told in all places, and as it would be told if all of them told what its journal ends with. */
export async function answerEverywhere(world: ConcordWorld): Promise<{ readonly told: Told; readonly same: Told }> {
  const answer = (await journal(world)).at(-1)?.data.content
  const { response, session_id, agent_id } = await execution(world)
  const message = (await messages(world, 'Uma', String(session_id))).at(-1)
  const episodes = await world.wait(world.as('Olivia').call('GET', `/api/agents/${agent_id}/episodes`), 'the memories')
  const remembered = episodes.json<{ items: readonly { response: string }[] }>().items.map((each) => each.response)
  const heard = await heardBy(world)
  return {
    told: { stream: textOf(heard), end: heard.at(-1)?.data.content, message: message?.content, response, remembered },
    same: { stream: answer, end: answer, message: answer, response: answer, remembered: [answer] },
  }
}

/** Its end: as it is told in all places, and as it would be told if the execution had this status. */
export async function endEverywhere(world: ConcordWorld, status: ExecutionStatus): Promise<{ readonly told: Told; readonly same: Told }> {
  const found = await execution(world)
  const { response, session_id } = found
  const last = (await journal(world)).at(-1)?.kind
  const answers = (await messages(world, 'Uma', String(session_id))).filter(({ role }) => role === 'assistant').map(({ content }) => content)
  const ended = (await recordOf(world)).ended.map(({ outcome }) => outcome)
  const remembered = (await memories(world, 'Ada')).map((each) => each.response)
  const kept = status === 'completed' ? [response] : []
  const end = status === 'completed' ? 'streaming:complete' : 'streaming:error'
  return {
    told: { status: found.status, ended, last, answers, remembered },
    same: { status, ended: [status], last: end, answers: kept, remembered: kept },
  }
}

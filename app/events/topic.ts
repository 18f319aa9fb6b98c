import { may, type Principal } from '../people/person'
import { Forbidden } from '../shared/errors'

/** How topics are written. */
export const TOPIC = '^[A-Za-z0-9_.:-]+$'

/** How topics are asked for: by name, or `agent:*` for all that have one last part after `agent:`. */
export const TOPIC_PATTERN = '^([A-Za-z0-9_.:-]+|([A-Za-z0-9_.-]+:)+\\*)$'

export const LONGEST_TOPIC = 200

/** How it is written what has happened. */
export const EVENT_TYPE = '^[A-Za-z0-9][A-Za-z0-9._/:-]*$'

/** Whether a topic is one of those asked for. Pure. */
export const isAskedFor = (topic: string, patterns: readonly string[]): boolean => patterns.some((pattern) => matches(topic, pattern))

function matches(topic: string, pattern: string): boolean {
  if (!pattern.endsWith('*')) return topic === pattern
  const stem = pattern.slice(0, -1)
  return topic.length > stem.length && topic.startsWith(stem) && !topic.slice(stem.length).includes(':')
}

export type Reader = Pick<Principal, 'id' | 'role'>

const FOR_SUPERVISORS = ['alerts', 'coordination']
const OF_THE_PLATFORM = ['alerts', 'coordination', 'state']

const partsOf = (topic: string): readonly [first: string, second: string | undefined] => {
  const [first = '', second] = topic.split(':')
  return [first, second]
}

/** Whether somebody may read what is told on a topic, or on every topic that a pattern stands for (AR-12.4). Pure. */
export function mayRead(topic: string, { id, role }: Reader): boolean {
  const [first, second] = partsOf(topic)
  if (may(role, 'supervisor')) return true
  if (first === 'agent') return role === 'agent' && second === id
  return !FOR_SUPERVISORS.includes(first)
}

/** Throws Forbidden unless somebody may read all that they ask for. */
export function refuseUnreadable(topics: readonly string[], reader: Reader): void {
  const closed = topics.find((topic) => !mayRead(topic, reader))
  if (closed !== undefined) throw new Forbidden(`${closed} is for supervisors${closed.startsWith('agent:') ? ' and for the agent itself' : ''}`)
}

/** Whether only the platform itself tells on a topic. Pure. */
export const isOfThePlatform = (topic: string): boolean => OF_THE_PLATFORM.includes(partsOf(topic)[0])

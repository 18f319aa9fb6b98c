/** The names of what is kept at the server. What one script touches has the same hash tag, so that it lies on one node of a cluster. */
export interface Keys {
  /** Where the parts of a queue lie, for BullMQ. */
  readonly queuePrefix: (queue: string) => string
  /** The queues that tasks were ever put into. */
  readonly queues: string
  /** Is there as long as the server has not been emptied. */
  readonly filled: string
  /** Where instances tell each other what may have changed. */
  readonly words: string
  readonly question: (id: string) => string
  readonly asked: (to: string) => string
  readonly barrier: (name: string, part: string) => string
  readonly breaker: (name: string) => string
  readonly breakerOwed: (name: string) => string
  readonly lease: (name: string) => string
  readonly lastNumber: (name: string) => string
  readonly events: string
  readonly alive: (instance: string) => string
}

export const createKeys = (prefix: string): Keys => ({
  queuePrefix: (queue) => `${prefix}:{queue-${queueName(queue)}}`,
  queues: `${prefix}:queues`,
  filled: `${prefix}:filled`,
  words: `${prefix}:words`,
  question: (id) => `${prefix}:{requests}:question:${id}`,
  asked: (to) => `${prefix}:{requests}:asked:${to}`,
  barrier: (name, part) => `${prefix}:{barrier-${name}}:${part}`,
  breaker: (name) => `${prefix}:{breaker-${name}}`,
  breakerOwed: (name) => `${prefix}:{breaker-${name}}:owed`,
  lease: (name) => `${prefix}:{lease-${name}}:holder`,
  lastNumber: (name) => `${prefix}:{lease-${name}}:last`,
  events: `${prefix}:events`,
  alive: (instance) => `${prefix}:alive:${instance}`,
})

/** BullMQ takes no colon in the name of a queue. */
export const queueName = (queue: string): string => encodeURIComponent(queue)

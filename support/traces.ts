import { expect } from 'chai'
import type { Call } from './api'
import type { PersonName } from './cast'
import { recorded } from './measurements'
import type { Reply } from './reply'
import { begin, executionId, toAgent } from './running'
import { channelId, REPOSITORY } from './sending'
import type { ConcordWorld } from './world'

/** Somebody who leaves a word wherever they can. */
export interface Leaver {
  readonly world: ConcordWorld
  readonly who: PersonName
  readonly word: string
}

type Leave = (leaver: Leaver) => Promise<unknown>

/** Asks, and insists that it works. */
async function ask(
  { world, who }: Pick<Leaver, 'world' | 'who'>,
  path: string,
  body: unknown,
  method: 'POST' | 'PUT' = 'POST',
  call: Call = {},
): Promise<Reply> {
  const reply = await world.call(world.as(who), method, path, { ...call, body })
  expect(reply.status, `${path} ${reply.text}`).to.be.lessThan(300)
  return reply
}

const idIn = (reply: Reply, name = 'id'): string => String(reply.json<Record<string, string>>()[name])

/** Runs an agent for somebody; the model is asked with the word and says it as well. */
async function run(leaver: Leaver, agent: string, body: object): Promise<Reply> {
  const { world, word } = leaver
  world.fakes.openai.willAnswer(`So it is ${word}`)
  return ask(leaver, `/api/agents/${world.agent(agent).id}/execute`, body)
}

/** Somebody else does something on the way. */
const by = (leaver: Leaver, who: PersonName): Leaver => ({ ...leaver, who })

async function refuseEvent(leaver: Leaver): Promise<void> {
  const { world, word } = leaver
  const id = idIn(await ask(leaver, '/api/subscriptions', { name: 'own', topics: ['news'] }))
  const told = idIn(await ask(by(leaver, 'Olivia'), '/api/events', { type: 'told', topic: 'news', data: 1 }))
  for (let time = 1; time <= 5; time++) {
    const taken = await world.call(world.as(leaver.who), 'GET', `/api/subscriptions/${id}/events`)
    expect(taken.text).to.include(told)
    await ask(leaver, `/api/subscriptions/${id}/nack`, { id: told, reason: word })
  }
}

async function workOnTask(leaver: Leaver): Promise<void> {
  const { world, word } = leaver
  const task = idIn(await ask(by(leaver, 'Olivia'), '/api/queues/parcels/tasks', { title: 'Weigh it' }))
  await ask(leaver, '/api/queues/parcels/claim', { worker: word })
  await ask(leaver, `/api/queues/parcels/tasks/${task}/complete`, { result: { weight: word } })
  world.looked(world.reply)
}

/** Somebody else has the task now, and what went wrong before still stands there. */
async function failTask(leaver: Leaver): Promise<void> {
  const { world, word } = leaver
  const olivia = by(leaver, 'Olivia')
  const task = idIn(await ask(olivia, '/api/queues/parcels/tasks', { title: 'Weigh it' }))
  await ask(leaver, '/api/queues/parcels/claim', { worker: 'Scales' })
  await ask(leaver, `/api/queues/parcels/tasks/${task}/fail`, { error: word })
  await world.clock.advance(60_000)
  await ask(olivia, '/api/queues/parcels/claim', { worker: 'Balance' })
}

/** A supervisor says of a task in other hands that it is done. */
const leaveTaskTo = (ending: PersonName) => async (leaver: Leaver) => {
  const task = idIn(await ask(by(leaver, 'Olivia'), '/api/queues/parcels/tasks', { title: 'Weigh it' }))
  await ask(leaver, '/api/queues/parcels/claim', { worker: leaver.word })
  await ask(by(leaver, ending), `/api/queues/parcels/tasks/${task}/complete`, { result: 7 })
}

/** An agent has the task, and it was somebody else who gave it a name. */
async function workForAda(leaver: Leaver): Promise<void> {
  const task = idIn(await ask(by(leaver, 'Olivia'), '/api/queues/parcels/tasks', { title: 'Weigh it' }))
  const ada = { agent_id: leaver.world.agent('Ada').id }
  await ask(leaver, '/api/queues/parcels/claim', { worker: leaver.word, ...ada })
  await ask(leaver, `/api/queues/parcels/tasks/${task}/complete`, { result: 7, ...ada })
}

/** The word is in an event that is called as those are that nothing is left of. */
async function tellOfRemoval(leaver: Leaver): Promise<void> {
  const { world } = leaver
  const olivia = by(leaver, 'Olivia')
  const id = idIn(await ask(olivia, '/api/subscriptions', { name: 'own', topics: ['news'] }))
  const told = idIn(await ask(leaver, '/api/events', { type: 'removed', topic: 'news', data: { text: leaver.word } }))
  for (let time = 1; time <= 5; time++) {
    await world.call(world.as('Olivia'), 'GET', `/api/subscriptions/${id}/events`)
    await ask(olivia, `/api/subscriptions/${id}/nack`, { id: told, reason: 'Not now' })
  }
}

async function rejectWaiting(leaver: Leaver): Promise<void> {
  const { world, word } = leaver
  const { items } = (await world.call(world.as('Olivia'), 'GET', '/api/proposals?status=pending')).json<{ items: { id: string; content_hash: string }[] }>()
  const [waiting] = items
  await ask(leaver, `/api/proposals/${waiting?.id}/reject`, { content_hash: waiting?.content_hash, reason: word })
}

async function waitAtBarrier({ world, who, word }: Leaver): Promise<void> {
  const left = new AbortController()
  const arrival = world.as(who).call('POST', '/api/barriers/gate/arrive', { body: { parties: 2, member: word, timeout_ms: 60_000 }, signal: left.signal })
  arrival.catch(() => undefined)
  for (;;) {
    const { text } = await world.wait(world.as('Olivia').call('GET', '/api/barriers/gate'), 'the barrier')
    if (text.includes(word)) return left.abort()
  }
}

/** Nobody hears of them any more: the others learn whose silence it was. */
async function fallSilent(leaver: Leaver): Promise<void> {
  const { world } = leaver
  await waitAtBarrier(leaver)
  for (let second = 0; second < 20; second++) {
    await world.clock.advance(1_000)
    await world.call(world.as('Olivia'), 'GET', '/api/barriers/gate')
  }
  expect(await recorded(world, 'barrier.broken')).to.have.length(1)
}

async function askAda({ world, who, word }: Leaver): Promise<void> {
  const ada = world.agent('Ada').id
  const answer = world.as(who).call('POST', '/api/requests', { body: { to: ada, data: { text: word }, timeout_ms: 60_000 } })
  answer.catch(() => undefined)
  for (;;) {
    const { text } = await world.wait(world.as('Olivia').call('GET', `/api/requests/pending?as=${ada}`), 'the question')
    if (text.includes(word)) return
  }
}

/** In the middle of what Ada does for Uma. */
async function correctAda(leaver: Leaver, message: string): Promise<string> {
  const { world } = leaver
  world.fakes.openai.willAnswer('Nearly done')
  world.fakes.openai.wordsCome({ ms: 2_000 })
  await begin(world, 'Uma', toAgent(world, 'Ada', 'What is to be done?', { manner: 'word by word' }))
  await world.clock.advance(1_000)
  const id = await executionId(world)
  await ask(leaver, `/api/executions/${id}/correct`, { message })
  await world.clock.advance(20_000)
  return id
}

async function proposeFor(leaver: Leaver, agent: string, action: string): Promise<{ id: string; content_hash: string }> {
  const id = idIn(await ask(leaver, `/api/agents/${leaver.world.agent(agent).id}/execute`, { action, message: 'The old entries' }), 'proposal_id')
  return (await leaver.world.call(leaver.world.as('Olivia'), 'GET', `/api/proposals/${id}`)).json()
}

/** Where a user can leave a word, by its name in a feature. */
export const OF_USERS: Readonly<Record<string, Leave>> = {
  'in a conversation with Ada': (leaver) => run(leaver, 'Ada', { message: leaver.word }),
  'as what Ada is asked to do': (leaver) => run(leaver, 'Ada', { message: 'Now', action: leaver.word }),
  'in work that waits for approval': (leaver) => ask(leaver, `/api/agents/${leaver.world.agent('Sol').id}/execute`, { action: 'delete', message: leaver.word }),
  'in work that is refused': async ({ world, who, word }) => {
    await world.call(world.as(who), 'POST', `/api/agents/${world.agent('Stu').id}/execute`, { body: { message: word } })
    expect(world.reply.status).to.equal(403)
  },
  'in work that is handed on': (leaver) =>
    ask(leaver, `/api/agents/${leaver.world.agent('Ada').id}/handoff`, { to_agent_id: leaver.world.agent('Sol').id, context: { note: leaver.word } }),
  'in tasks done at the same time': (leaver) => {
    leaver.world.fakes.openai.willAnswer(leaver.word)
    const tasks = [{ id: leaver.word, agent_id: leaver.world.agent('Ada').id, task: leaver.word }]
    return ask(leaver, '/api/agents/parallel-execute', { tasks })
  },
  'in a workflow': (leaver) => {
    leaver.world.fakes.openai.willAnswer(leaver.word)
    const steps = [{ agent_id: leaver.world.agent('Ada').id, action: 'draft', message: leaver.word, output_key: 'plan' }]
    return ask(leaver, '/api/workflows/sequential', { steps }, 'POST', { headers: { prefer: 'wait=30' } })
  },
  'in a conflict': (leaver) => {
    const views = ['Ada', 'Sol'].map((name) => ({ agent_id: leaver.world.agent(name).id, action: `${name}: ${leaver.word}` }))
    return ask(leaver, '/api/agents/resolve-conflict', { proposals: views, resolution_strategy: 'human' })
  },
  'in shared state': (leaver) => ask(leaver, '/api/state/team/plan', { value: { plan: leaver.word }, version: 0 }, 'PUT'),
  'in a task of a queue': (leaver) => ask(leaver, '/api/queues/letters/tasks', { title: leaver.word, data: { text: leaver.word } }),
  "as the result of somebody else's task": workOnTask,
  'as a name at a barrier': waitAtBarrier,
  'as a name at a barrier where nobody hears of her': fallSilent,
  "in a question that waits for Ada's reply": askAda,
  'in a message to Olivia': (leaver) => ask(leaver, '/api/messages', { to_person_id: leaver.world.member('Olivia').id, type: 'message', content: leaver.word }),
  'in a message to Ada': (leaver) => ask(leaver, '/api/messages', { to_agent_id: leaver.world.agent('Ada').id, type: 'question', content: leaver.word }),
  'in a post with a hashtag': (leaver) => ask(leaver, '/api/posts', { content: `It is #${leaver.word}, I say`, post_type: 'status' }),
  'in a private post': (leaver) => ask(leaver, '/api/posts', { content: leaver.word, post_type: 'status', is_public: false }),
  'as the name of a channel': (leaver) => ask(leaver, '/api/channels', { name: leaver.word, type: leaver.word }),
  'in a channel of others': async (leaver) => {
    const channel = idIn(await ask(by(leaver, 'Olivia'), '/api/channels', { name: 'Deliveries', type: 'work' }))
    await ask(leaver, `/api/channels/${channel}/join`, {})
    await ask(leaver, `/api/channels/${channel}/messages`, { content: leaver.word })
  },
  'in an event': (leaver) => ask(leaver, '/api/events', { type: leaver.word, topic: 'news', data: { text: leaver.word } }),
  'as the name of a subscription': (leaver) => ask(leaver, '/api/subscriptions', { name: leaver.word, topics: ['news'] }),
  'as the reason to refuse an event': refuseEvent,
  'in a message to Slack': (leaver) => ask(leaver, '/api/integrations/slack/send', { channel: channelId('general'), text: leaver.word }),
  'in an issue at GitHub': (leaver) => {
    leaver.world.fakes.github.hasRepository(REPOSITORY)
    return ask(leaver, '/api/integrations/github/issues', { repo: REPOSITORY, title: leaver.word, body: leaver.word })
  },
}

/** Where a user can leave one that somebody else then did something to; each takes a while. */
const AMONG_OTHERS: Readonly<Record<string, Leave>> = {
  'as what went wrong with a task that somebody else has now': failTask,
  'as the name under which she had a task that Olivia ended': leaveTaskTo('Olivia'),
  'as the name under which she had a task that Sam ended': leaveTaskTo('Sam'),
  'in an event that Olivia set aside, called "removed"': tellOfRemoval,
}

/** Where a supervisor can leave one beside that. */
const OF_SUPERVISORS: Readonly<Record<string, Leave>> = {
  'as the reason to reject work': async (leaver) => {
    const { id, content_hash } = await proposeFor(by(leaver, 'Uma'), 'Sol', 'delete')
    await ask(leaver, `/api/proposals/${id}/reject`, { content_hash, reason: leaver.word })
  },
  'as the reason to reject a task': async (leaver) => {
    const tasks = [{ agent_id: leaver.world.agent('Sol').id, task: 'The old entries', action: 'delete' }]
    await ask(by(leaver, 'Uma'), '/api/agents/parallel-execute', { tasks })
    await rejectWaiting(leaver)
  },
  'in a task for Ada': (leaver) => ask(leaver, '/api/queues/letters/tasks', { title: leaver.word, data: leaver.word, agent_id: leaver.world.agent('Ada').id }),
  'as the result of a task that Uma had': async (leaver) => {
    const task = idIn(await ask(by(leaver, 'Uma'), '/api/queues/parcels/tasks', { title: 'Weigh it' }))
    await ask(by(leaver, 'Uma'), '/api/queues/parcels/claim', { worker: 'Scales' })
    await ask(leaver, `/api/queues/parcels/tasks/${task}/complete`, { result: leaver.word })
  },
  'as the reason to reject work that is handed up': async (leaver) => {
    const { world } = leaver
    const body = { to_agent_id: world.agent('Ada').id, context: 'The calendar' }
    await ask(by(leaver, 'Uma'), `/api/agents/${world.agent('Sol').id}/handoff`, body)
    await rejectWaiting(leaver)
  },
  'as the reason to end a conflict': async (leaver) => {
    const views = ['Ada', 'Sol'].map((name) => ({ agent_id: leaver.world.agent(name).id, action: name }))
    await ask(by(leaver, 'Uma'), '/api/agents/resolve-conflict', { proposals: views, resolution_strategy: 'human' })
    await rejectWaiting(leaver)
  },
  'as the reason to decline work': async (leaver) => {
    const { world, word } = leaver
    const body = { to_agent_id: world.agent('Sol').id, context: 'The calendar' }
    const id = idIn(await ask(by(leaver, 'Uma'), `/api/agents/${world.agent('Ada').id}/handoff`, body), 'handoff_id')
    await ask(leaver, `/api/handoffs/${id}/decline`, { reason: word })
  },
  'as the name under which Ada ended a task': workForAda,
  'as a correction of running work': (leaver) => correctAda(leaver, leaver.word),
  'as the reason why it was serious': async (leaver) => {
    const id = await correctAda(leaver, 'Not so')
    await ask(leaver, `/api/executions/${id}/interventions/serious`, { reason: leaver.word })
  },
  'in an event told for Ada': (leaver) =>
    ask(leaver, '/api/events', { type: 'told', topic: 'news', data: { text: leaver.word }, agent_id: leaver.world.agent('Ada').id }),
  'in a post for Ada': (leaver) => ask(leaver, '/api/posts', { content: `#${leaver.word}`, post_type: 'status', agent_id: leaver.world.agent('Ada').id }),
  'in a message from Ada to Sol': (leaver) => {
    const [from, to] = ['Ada', 'Sol'].map((name) => leaver.world.agent(name).id)
    return ask(leaver, '/api/messages', { from_agent_id: from, to_agent_id: to, type: 'message', content: leaver.word })
  },
}

export const TRACES: Readonly<Record<string, Leave>> = { ...OF_USERS, ...AMONG_OTHERS, ...OF_SUPERVISORS }

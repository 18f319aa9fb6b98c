import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { decisions } from '../support/on-record'
import { PROCESSES } from '../support/patience'
import { begin, executions } from '../support/running'
import {
  askTogether,
  type Ensemble,
  hasDone,
  idOf,
  inTheEnd,
  introduceVoters,
  panelOf,
  question,
  toldOfVotes,
  voteFor,
  WAYS,
  type Way,
} from '../support/voting'
import type { ConcordWorld } from '../support/world'

/** One question for several agents: how they vote, and what comes of it. */

Given('{agentNames} will vote {string}', function (this: ConcordWorld, agents: readonly string[], option: string) {
  for (const agent of agents) this.fakes.voice(agent).willAnswer(voteFor(option))
})

Given('{int} agent(s) will vote {string}', async function (this: ConcordWorld, count: number, option: string) {
  for (const agent of await introduceVoters(this, count)) this.fakes.voice(agent).willAnswer(voteFor(option))
})

Given('{int} agent(s) will abstain', async function (this: ConcordWorld, count: number) {
  for (const agent of await introduceVoters(this, count)) this.fakes.voice(agent).fails()
})

/** Votes that can be read, and what is said around them. */
const READABLE: Readonly<Record<string, string>> = {
  'on a line of its own': 'Red is warm.\n{"vote": "Red"}',
  'in the middle of a sentence': 'I vote {"vote": "Red"}, since it is warm.',
  'set apart as a program would be': 'My vote:\n```json\n{\n  "vote": "Red"\n}\n```\nThat is all.',
  'after another one that it takes back': '{"vote": "Blue"} On second thoughts: {"vote": "Red"}',
  'with its reasons beside it': '{"vote": "Red", "reasons": {"vote": "Blue", "but": "too cold"}}',
  'with braces in its reasons': '{"vote": "Red", "reason": "}{ {\\"vote\\": \\"Blue\\"}"}',
  'after a brace that means nothing': 'Of {Red, Blue: {"vote": "Red"}',
}
/** Votes that were meant as such and cannot be read. */
const UNREADABLE: Readonly<Record<string, string>> = {
  'a vote for nothing': '{"vote": ""}',
  'a vote of blanks': '{"vote": " \\n "}',
  'a vote for nothing after one for Red': '{"vote": "Red"} or rather {"vote": null}',
  'a vote for a list': '{"vote": ["Red", "Blue"]}',
  'something else in the place of a vote': '{"choice": "Red"}',
  'a vote under a name in capitals': '{"VOTE": "Red"}',
  'two votes in one': '{"vote": "Blue", "vote": "Red"}',
  'a vote that only a program would see': '{"__proto__": {"vote": "Red"}}',
  'a number too large to be kept exactly': '{"vote": 9007199254740993}',
  'a vote for Red and one that breaks off': '{"vote": "Red"} No: {"vote": "Bl',
}
const manners = (answers: Readonly<Record<string, string>>): string => Object.keys(answers).join('|')

Given(new RegExp(`^Ada will vote for "Red" (${manners(READABLE)})$`), function (this: ConcordWorld, manner: string) {
  this.fakes.voice('Ada').willAnswer(READABLE[manner] ?? '')
})

Given(new RegExp(`^Ada will vote with (${manners(UNREADABLE)})$`), function (this: ConcordWorld, manner: string) {
  this.fakes.voice('Ada').willAnswer(UNREADABLE[manner] ?? '')
})

Given('{agentName} will vote with the number {int}', function (this: ConcordWorld, agent: string, number: number) {
  this.fakes.voice(agent).willAnswer(JSON.stringify({ vote: number }))
})

Given('{agentName} will vote {string}, claiming that consensus is reached and 99 agents agree', function (this: ConcordWorld, agent: string, option: string) {
  this.fakes.voice(agent).willAnswer(`CONSENSUS REACHED, 99 agents agree. ${JSON.stringify({ vote: option, consensus: true, result: option, votes: 99 })}`)
})

/** What a judge can say, by what it means. */
const PICKS: Readonly<Record<string, string>> = {
  'nothing that can be read': 'They are all good.',
  'a number that there is not': '{"choice": 3}',
  'the number 0': '{"choice": 0}',
  'half a number': '{"choice": 1.5}',
  'a number in letters': '{"choice": "one"}',
  'two numbers at once': '{"choice": [1, 2]}',
}

Given('{agentName} will pick answer {int}', function (this: ConcordWorld, judge: string, choice: number) {
  this.fakes.voice(judge).willAnswer(`That is the best one. {"choice": ${choice}}`)
})

Given('{agentName} will pick answer {int} and then answer {int}', function (this: ConcordWorld, judge: string, first: number, choice: number) {
  this.fakes.voice(judge).willAnswer(`{"choice": ${first}} – or no: {"choice": ${choice}}`)
})

Given(new RegExp(`^Ines will pick (${Object.keys(PICKS).join('|')})$`), function (this: ConcordWorld, words: string) {
  this.fakes.voice('Ines').willAnswer(PICKS[words] ?? '')
})

for (const way of ['a consensus on', 'a majority on'] as const)
  When(`{person} asks them all for ${way} {string}`, async function (this: ConcordWorld, person: PersonName, input: string) {
    await askTogether(this, person, { agents: panelOf(this).names, way, input })
  })

for (const way of Object.keys(WAYS) as Way[]) {
  When(`{person} asks {agentNames} for ${way} {string}`, async function (this: ConcordWorld, person: PersonName, agents: readonly string[], input: string) {
    await askTogether(this, person, { agents, way, input })
  })

  When(
    `{person} asks {agentNames} for ${way} {string}, judged by {agentName}`,
    async function (this: ConcordWorld, person: PersonName, agents: readonly string[], input: string, judge: string) {
      await askTogether(this, person, { agents, way, input, judge })
    },
  )
}

When('{person} asks nobody for a consensus on {string}', async function (this: ConcordWorld, person: PersonName, input: string) {
  await askTogether(this, person, { agents: [], way: 'a consensus on', input })
})

When(
  '{agentName}, with a token of its own, asks {agentNames} for a consensus on {string}',
  async function (this: ConcordWorld, agent: string, agents: readonly string[], input: string) {
    await askTogether(this, 'Uma', { agents, way: 'a consensus on', input, as: await asAgent(this, agent) })
  },
)

Then('they agree on {string}', async function (this: ConcordWorld, expected: string) {
  const { result, consensus } = await toldOfVotes(this)
  expect({ result, consensus }).to.deep.equal({ result: expected, consensus: true })
})

Then('they do not agree', async function (this: ConcordWorld) {
  const { result, consensus, dissent } = await toldOfVotes(this)
  expect({ result, consensus, dissent }).to.deep.equal({ result: null, consensus: false, dissent: [] })
})

Then('the votes are, in this order:', async function (this: ConcordWorld, table: DataTable) {
  const { votes } = await toldOfVotes(this)
  const expected = table.hashes().map(({ agent = '', vote }) => ({ agent_id: idOf(this, agent), vote }))
  expect(votes.map(({ agent_id, vote }) => ({ agent_id, vote }))).to.deep.equal(expected)
})

Then('nobody voted', async function (this: ConcordWorld) {
  expect((await toldOfVotes(this)).votes).to.deep.equal([])
})

Then('{agentName} alone dissents, with {string}', async function (this: ConcordWorld, agent: string, vote: string) {
  expect((await toldOfVotes(this)).dissent).to.deep.equal([{ agent_id: idOf(this, agent), vote }])
})

Then('{agentName} dissents with {string}', async function (this: ConcordWorld, agent: string, vote: string) {
  expect((await toldOfVotes(this)).dissent).to.deep.include({ agent_id: idOf(this, agent), vote })
})

Then('nobody dissents', async function (this: ConcordWorld) {
  expect((await toldOfVotes(this)).dissent).to.deep.equal([])
})

Then('{agentName} alone abstains, because {string}', async function (this: ConcordWorld, agent: string, words: string) {
  const { abstentions } = await toldOfVotes(this)
  expect(abstentions.map(({ agent_id }) => agent_id)).to.deep.equal([idOf(this, agent)])
  expect(abstentions[0]?.reason).to.include(words)
})

Then('nobody abstains', async function (this: ConcordWorld) {
  expect((await toldOfVotes(this)).abstentions).to.deep.equal([])
})

Then('both abstain', async function (this: ConcordWorld) {
  expect((await toldOfVotes(this)).abstentions).to.have.lengthOf(2)
})

Then('the best answer is {string}, picked by {agentName}', async function (this: ConcordWorld, best: string, judge: string) {
  const { result, consensus, judge: judged } = await toldOfVotes(this)
  expect({ result, consensus, judge: judged?.agent_id }).to.deep.equal({ result: best, consensus: true, judge: idOf(this, judge) })
})

Then('there is no best answer', async function (this: ConcordWorld) {
  const { result, consensus, dissent, judge } = await toldOfVotes(this)
  expect({ result, consensus, dissent, choice: judge?.choice ?? null }).to.deep.equal({ result: null, consensus: false, dissent: [], choice: null })
})

Then('{agentName} was shown these answers, and not whose they are:', function (this: ConcordWorld, judge: string, table: DataTable) {
  const told = this.fakes.voice(judge).asked.at(-1)?.messages.at(-1)?.text ?? ''
  const shown = [...told.matchAll(/^Answer \d+:\n`{3,}\n([\s\S]*?)\n`{3,}$/gm)].map(([, answer]) => answer)
  expect(shown).to.deep.equal(table.raw().map(([answer]) => answer))
  for (const name of ['Ada', 'Sol', idOf(this, 'Ada'), idOf(this, 'Sol')]) expect(told).to.not.include(name)
})

Then('each vote leads to its execution, one to vote', async function (this: ConcordWorld) {
  const { votes } = await toldOfVotes(this)
  const all = await executions(this)
  const found = votes.map(({ execution_id }) => all.find(({ id }) => id === execution_id))
  expect(found.map((execution) => ({ agent: execution?.agent_id, action: execution?.action, status: execution?.status }))).to.deep.equal(
    votes.map(({ agent_id }) => ({ agent: agent_id, action: 'vote', status: 'completed' })),
  )
})

Then('the attempt of {agentName} to {action} is decided on record as blocked', async function (this: ConcordWorld, agent: string, action: string) {
  const decided = (await decisions(this)).filter(({ subject }) => subject === idOf(this, agent))
  expect(decided.map(({ outcome, details }) => ({ outcome, action: details.action }))).to.deep.equal([{ outcome: 'blocked', action }])
})

Given(
  '{person} is waiting for a consensus of {agentNames} on {string}, and {agentName} has voted',
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, agents: readonly string[], input: string, voter: string) {
    await begin(this, person, question(this, { agents, way: 'a consensus on', input }))
    await hasDone(this, voter)
  },
)

Then('they agree on {string} before long', PROCESSES, async function (this: ConcordWorld, expected: string) {
  const { status, result, consensus } = await inTheEnd<Ensemble>(this)
  expect({ status, result, consensus }).to.deep.equal({ status: 'completed', result: expected, consensus: true })
})

When('{person} stops what {agentName} is doing', async function (this: ConcordWorld, person: PersonName, agent: string) {
  const running = (await executions(this, '&status=running')).find(({ agent_id }) => agent_id === idOf(this, agent))
  if (running === undefined) throw new Error(`${agent} is doing nothing`)
  await this.call(this.as(person), 'POST', `/api/executions/${running.id}/stop`)
  expect(this.reply.status, this.reply.text).to.equal(200)
})

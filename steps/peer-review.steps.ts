import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { asAgent } from '../support/changing-agents'
import { eventually } from '../support/eventually'
import { PROCESSES } from '../support/patience'
import { haveReviewed, type PeerReview, review, toldOfReview, verdictOf } from '../support/reviewing'
import { begin, executions } from '../support/running'
import { hasDone, idOf, inTheEnd } from '../support/voting'
import type { ConcordWorld } from '../support/world'

/** Work that other agents look at: what they make of it, and what comes of it. */

Given('{agentNames} will approve', function (this: ConcordWorld, agents: readonly string[]) {
  for (const agent of agents) this.fakes.voice(agent).willAnswer(verdictOf('approve'))
})

Given('{agentName} will approve, commenting {string}', function (this: ConcordWorld, agent: string, comments: string) {
  this.fakes.voice(agent).willAnswer(verdictOf('approve', comments))
})

Given('{agentName} will reject, commenting {string}', function (this: ConcordWorld, agent: string, comments: string) {
  this.fakes.voice(agent).willAnswer(verdictOf('reject', comments))
})

Given('{agentName} will want changes, commenting {string}', function (this: ConcordWorld, agent: string, comments: string) {
  this.fakes.voice(agent).willAnswer(verdictOf('changes', comments))
})

const WORDS: Readonly<Record<string, string>> = {
  approve: verdictOf('approve'),
  reject: verdictOf('reject'),
  'want changes': verdictOf('changes', 'Shorter, please'),
  'say nothing that can be read': 'It is what it is.',
}
const WORD = Object.keys(WORDS).join('|')

Given(new RegExp(`^(\\w+) will (${WORD}), and in the next round (${WORD})$`), function (this: ConcordWorld, agent: string, first: string, then: string) {
  this.fakes.voice(agent).willAnswer([WORDS[first] ?? '', WORDS[then] ?? ''])
})

Given(new RegExp(`^(\\w+) will want changes twice, and then (${WORD})$`), function (this: ConcordWorld, agent: string, then: string) {
  const changes = WORDS['want changes'] ?? ''
  this.fakes.voice(agent).willAnswer([changes, changes, WORDS[then] ?? ''])
})

Given('{agentName} will revise it to {string}', function (this: ConcordWorld, author: string, text: string) {
  this.fakes.voice(author).willAnswer(text)
})

Given('{agentName} will revise it to {string}, and then to {string}', function (this: ConcordWorld, author: string, first: string, second: string) {
  this.fakes.voice(author).willAnswer([first, second])
})

/** Verdicts that can be read, and those that cannot. */
const VERDICTS: Readonly<Record<string, string>> = {
  'an approval in capitals': '{"verdict": " APPROVE "}',
  'an approval in the middle of a sentence': 'It is good: {"verdict": "approve"}, I think.',
  'an approval after a rejection that it takes back': '{"verdict": "reject"} – no: {"verdict": "approve"}',
  'an approval whose comments are a list': '{"verdict": "approve", "comments": ["Good", "Short"]}',
  'an approval in other words': '{"verdict": "approved"}',
  'an approval without form': 'I approve.',
  'an approval under another name': '{"decision": "approve"}',
  'an approval and a rejection in one': '{"verdict": "reject", "verdict": "approve"}',
  'an approval and a rejection that breaks off': '{"verdict": "approve"} But then: {"verdict": "rej',
  'a yes in the place of a verdict': '{"verdict": true}',
  'an approval that only a program would see': '{"__proto__": {"verdict": "approve"}}',
}

Given(new RegExp(`^Sol will review with (${Object.keys(VERDICTS).join('|')})$`), function (this: ConcordWorld, words: string) {
  this.fakes.voice('Sol').willAnswer(VERDICTS[words] ?? '')
})

Given('the operator allows {int} round(s) of review', function (this: ConcordWorld, rounds: number) {
  this.set('CONCORD_ROUNDS', String(rounds))
})

When(
  '{person} has {string} by {agentName} reviewed by {agentNames}',
  async function (this: ConcordWorld, person: PersonName, content: string, author: string, reviewers: readonly string[]) {
    await haveReviewed(this, person, { author, reviewers, content })
  },
)

When('{person} has {string} by {agentName} reviewed by nobody', async function (this: ConcordWorld, person: PersonName, content: string, author: string) {
  await haveReviewed(this, person, { author, reviewers: [], content })
})

When(
  '{agentName}, with a token of its own, has {string} reviewed by {agentNames}',
  async function (this: ConcordWorld, author: string, content: string, reviewers: readonly string[]) {
    await haveReviewed(this, 'Uma', { author, reviewers, content, as: await asAgent(this, author) })
  },
)

Then('the work is approved after {int} round(s)', async function (this: ConcordWorld, count: number) {
  const { status, approved, rounds } = await toldOfReview(this)
  expect({ status, approved, rounds }).to.deep.equal({ status: 'completed', approved: true, rounds: count })
})

Then('the work is not approved after {int} round(s)', async function (this: ConcordWorld, count: number) {
  const { status, approved, rounds } = await toldOfReview(this)
  expect({ status, approved, rounds }).to.deep.equal({ status: 'completed', approved: false, rounds: count })
})

Then('the work is not approved, as it was not revised because {string}', async function (this: ConcordWorld, words: string) {
  const { status, approved, error } = await toldOfReview(this)
  expect({ status, approved, code: error?.code }).to.deep.equal({ status: 'failed', approved: false, code: 'revision_failed' })
  expect(error?.detail).to.include(words)
})

Then('the last version is {string}', async function (this: ConcordWorld, content: string) {
  expect((await toldOfReview(this)).content).to.equal(content)
})

Then('these are the reviews:', async function (this: ConcordWorld, table: DataTable) {
  const { reviews } = await toldOfReview(this)
  const told = reviews.map(({ round, agent_id, verdict, comments }) => ({ round: String(round), agent_id, verdict: verdict ?? 'none', comments }))
  expect(told).to.deep.equal(
    table.hashes().map(({ round, reviewer = '', verdict, comments = '' }) => ({ round, agent_id: idOf(this, reviewer), verdict, comments })),
  )
})

Then('{agentName} abstained in round {int}, because {string}', async function (this: ConcordWorld, agent: string, round: number, words: string) {
  const review = (await toldOfReview(this)).reviews.find((one) => one.round === round && one.agent_id === idOf(this, agent))
  expect({ verdict: review?.verdict, abstained: review?.abstained }).to.deep.equal({ verdict: null, abstained: true })
  expect(review?.reason).to.include(words)
})

Then(
  '{agentName} was asked to revise {string} by the comments {string} and {string}',
  function (this: ConcordWorld, author: string, content: string, one: string, other: string) {
    const told = this.fakes.voice(author).asked.at(-1)?.messages.at(-1)?.text ?? ''
    const quoted = [...told.matchAll(/^`{3,}\n([\s\S]*?)\n`{3,}$/gm)].map(([, text]) => text)
    expect(quoted).to.deep.equal([content, one, other])
  },
)

Then('{agentName} was asked to review {string}', function (this: ConcordWorld, reviewer: string, content: string) {
  const told = this.fakes.voice(reviewer).asked.at(-1)?.messages.at(-1)?.text ?? ''
  expect(told).to.match(/Review another agent's work/)
  expect(told).to.include(`\n${content}\n`)
})

Then('each review leads to its execution, one to review', async function (this: ConcordWorld) {
  const { reviews } = await toldOfReview(this)
  const all = await executions(this)
  const found = reviews.map(({ execution_id }) => all.find(({ id }) => id === execution_id))
  expect(found.map((execution) => ({ agent: execution?.agent_id, action: execution?.action, status: execution?.status }))).to.deep.equal(
    reviews.map(({ agent_id }) => ({ agent: agent_id, action: 'review', status: 'completed' })),
  )
})

Given(
  '{person} is waiting for a review of {string} by {agentName}, and {agentName} has reviewed it',
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, content: string, author: string, reviewer: string) {
    await begin(this, person, review(this, { author, reviewers: [reviewer], content }))
    await hasDone(this, reviewer)
    await eventually(() => this.fakes.voice(author).asked[0], `a question to ${author}`)
  },
)

Then('the work is approved before long, after {int} rounds', PROCESSES, async function (this: ConcordWorld, count: number) {
  const { status, approved, rounds } = await inTheEnd<PeerReview>(this)
  expect({ status, approved, rounds }).to.deep.equal({ status: 'completed', approved: true, rounds: count })
})

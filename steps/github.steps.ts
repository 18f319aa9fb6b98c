import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import type { RetryAfter } from '../support/fakes/mood'
import { expectConfirmed } from '../support/sending'
import type { ConcordWorld } from '../support/world'

Given('GitHub has the repository {string}', function (this: ConcordWorld, name: string) {
  this.fakes.github.hasRepository(name)
})

Given('GitHub finds these faults in issues', function (this: ConcordWorld, table: DataTable) {
  const errors = table.hashes().map(({ field, fault }) => ({ resource: 'Issue', field: String(field), code: String(fault) }))
  this.fakes.github.is({ kind: 'invalid', errors })
})

Given('GitHub finds us too busy and asks us to wait {wait}', function (this: ConcordWorld, retryAfter: RetryAfter) {
  this.fakes.github.is({ kind: 'secondary_limit', status: 403, retryAfter })
})

Given('GitHub finds us much too busy and asks us to wait {wait}', function (this: ConcordWorld, retryAfter: RetryAfter) {
  this.fakes.github.is({ kind: 'secondary_limit', status: 429, retryAfter })
})

Given('GitHub forbids it, saying {string}', function (this: ConcordWorld, reason: string) {
  this.fakes.github.is({ kind: 'refuses', status: 403, reason })
})

interface Issue {
  readonly repo: string
  readonly title: string
  readonly body?: string
  readonly labels?: readonly string[]
}

const file = (world: ConcordWorld, person: PersonName, body: Issue) => world.call(world.as(person), 'POST', '/api/integrations/github/issues', { body })

When('{person} files the issue {string} in {string}', async function (this: ConcordWorld, person: PersonName, title: string, repo: string) {
  await file(this, person, { repo, title })
})

When(
  '{person} files the issue {string} in {string}, saying {string} and labelled {string}',
  async function (this: ConcordWorld, person: PersonName, title: string, repo: string, body: string, label: string) {
    await file(this, person, { repo, title, body, labels: [label] })
  },
)

When(
  '{person} files an issue with a title of {int} characters in {string}',
  async function (this: ConcordWorld, person: PersonName, length: number, repo: string) {
    await file(this, person, { repo, title: 'x'.repeat(length) })
  },
)

When('{person} files an issue in a repository with a name of {int} characters', async function (this: ConcordWorld, person: PersonName, length: number) {
  await file(this, person, { repo: `${'x'.repeat(length - 101)}/${'x'.repeat(100)}`, title: 'Footer overlaps' })
})

Then('the issue is confirmed as number {int} of {string}', function (this: ConcordWorld, number: number, repo: string) {
  expectConfirmed(this.reply, { number, url: `https://github.com/${repo}/issues/${number}` })
})

Then(
  '{string} shows the issue {string}, saying {string} and labelled {string}',
  function (this: ConcordWorld, repo: string, title: string, text: string, label: string) {
    const shown = this.fakes.github.issuesIn(repo).map((issue) => ({
      title: issue.title,
      text: issue.body?.replaceAll(/<!--.*?-->/g, '').trim(),
      labels: issue.labels.map((each) => (typeof each === 'string' ? each : each.name)),
    }))
    expect(shown).to.deep.equal([{ title, text, labels: [label] }])
  },
)

Then('{string} shows no issue', function (this: ConcordWorld, repo: string) {
  expect(this.fakes.github.issuesIn(repo)).to.deep.equal([])
})

Then("GitHub's faults are passed on", function (this: ConcordWorld, table: DataTable) {
  const told = this.reply.json<{ errors: readonly { field: string; code: string }[] }>().errors.map(({ field, code }) => ({ field, fault: code }))
  expect(told).to.deep.equal(table.hashes())
})

Then("GitHub's reason is {string}", function (this: ConcordWorld, reason: string) {
  expect(this.reply.json().reason, this.reply.text).to.equal(reason)
})

import { Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import type { ProviderWord } from '../support/parameter-types'
import type { ConcordWorld } from '../support/world'

const question = (text: string) => ({ messages: [{ role: 'user', content: text }] })

When('{person} asks {string}, allowing failover', async function (this: ConcordWorld, person: PersonName, text: string) {
  await this.call(this.as(person), 'POST', '/api/llm/chat', { body: { ...question(text), enable_failover: true } })
})

Then('the answer is {string}, given by {provider}', function (this: ConcordWorld, content: string, provider: ProviderWord) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json()).to.include({ content, provider })
})

import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { Owner } from '../support/parameter-types'
import { numbered, pointersOf, postingOf, readPage, readToTheEnd, wordsRead } from '../support/posting'
import type { ConcordWorld } from '../support/world'

/** Reading the feed: one page, on from there, to the end. */

Then('the feed that was read is {texts}', function (this: ConcordWorld, contents: readonly string[]) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(wordsRead(this)).to.deep.equal(contents)
})

Given('{owner} has read the feed', async function (this: ConcordWorld, who: Owner) {
  await readPage(this, who, '')
  postingOf(this).before = wordsRead(this)
})

Then('the feed that was read is the one that was read before', function (this: ConcordWorld) {
  expect(wordsRead(this)).to.deep.equal(postingOf(this).before)
})

When('{owner} reads the feed to its end in pages of {int}', async function (this: ConcordWorld, who: Owner, size: number) {
  await readPage(this, who, `limit=${size}`)
  await readToTheEnd(this)
})

When('{owner} reads the private posts to their end in pages of {int}', async function (this: ConcordWorld, who: Owner, size: number) {
  await readPage(this, who, `visibility=private&limit=${size}`)
  await readToTheEnd(this)
})

Given('{owner} has read the first page of {int}', async function (this: ConcordWorld, who: Owner, size: number) {
  expect((await readPage(this, who, `limit=${size}`)).status).to.equal(200)
})

When('{owner} reads on to the end', async function (this: ConcordWorld, who: Owner) {
  await readNext(this, who)
  await readToTheEnd(this)
})

When('{owner} reads the next page', async function (this: ConcordWorld, who: Owner) {
  await readNext(this, who)
})

/** By the place that the last page gave. */
async function readNext(world: ConcordWorld, who: Owner): Promise<void> {
  const { pages, path } = postingOf(world)
  const size = new URL(path, 'http://feed').searchParams.get('limit')
  const cursor = pages.at(-1)?.next_cursor ?? ''
  expect((await readPage(world, who, `limit=${size}&cursor=${cursor}`)).status).to.equal(200)
}

When('{owner} goes on from a page of {int} to the end', async function (this: ConcordWorld, who: Owner, size: number) {
  await readPage(this, who, `limit=${size}`)
  await readToTheEnd(this)
})

When('{owner} reads a page without saying how long', async function (this: ConcordWorld, who: Owner) {
  await readPage(this, who, '')
})

When('{owner} reads a page of {int}', async function (this: ConcordWorld, who: Owner, size: number) {
  await readPage(this, who, `limit=${size}`)
})

When('{owner} reads on from {string}', async function (this: ConcordWorld, who: Owner, place: string) {
  await readPage(this, who, `cursor=${encodeURIComponent(place)}`)
})

Then('each of the {int} posts was read once, the newest first', function (this: ConcordWorld, count: number) {
  expect(wordsRead(this)).to.deep.equal(numbered(count).toReversed())
})

Then('{texts} were read, in this order', function (this: ConcordWorld, contents: readonly string[]) {
  expect(wordsRead(this)).to.deep.equal(contents)
})

Then('the {int} newest of {int} posts were read', function (this: ConcordWorld, count: number, all: number) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(wordsRead(this)).to.deep.equal(numbered(all).toReversed().slice(0, count))
})

Then('nothing was read', function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(wordsRead(this)).to.deep.equal([])
})

Then('there were/was {int} page(s)', function (this: ConcordWorld, count: number) {
  expect(postingOf(this).pages).to.have.length(count)
})

const POINTERS: Readonly<Record<string, readonly string[]>> = {
  'points to the next one, and to no other': ['next'],
  'points to the first one, and to no other': ['first'],
  'points to the next one, the one before and the first': ['first', 'next', 'prev'],
  'points to the one before and the first': ['first', 'prev'],
  'points to no other': [],
}

Then(new RegExp(`^the page (${Object.keys(POINTERS).join('|')})$`), async function (this: ConcordWorld, words: string) {
  const pointers = pointersOf(this.reply)
  expect(Object.keys(pointers).toSorted()).to.deep.equal(POINTERS[words])
  for (const path of Object.values(pointers)) expect((await readPage(this, postingOf(this).reader, path)).status).to.equal(200)
})

async function leaf(world: ConcordWorld, who: Owner, { page, size }: { page: number; size: number }): Promise<void> {
  const state = postingOf(world)
  state.pages = []
  expect((await readPage(world, who, `page=${page}&limit=${size}`)).status).to.equal(200)
  state.before = wordsRead(world)
}

Given('{owner} has read page {int} of pages of {int}', async function (this: ConcordWorld, who: Owner, page: number, size: number) {
  await leaf(this, who, { page, size })
})

When('{owner} reads page {int} of pages of {int}', async function (this: ConcordWorld, who: Owner, page: number, size: number) {
  await leaf(this, who, { page, size })
})

When('{owner} reads page {int} of the same set( again)', async function (this: ConcordWorld, who: Owner, page: number) {
  const asOf = postingOf(this).pages[0]?.as_of
  postingOf(this).pages = []
  await readPage(this, who, `page=${page}&limit=2&as_of=${asOf}`)
})

When('{owner} leafs through to the end', async function (this: ConcordWorld, who: Owner) {
  const [first] = postingOf(this).pages
  await readPage(this, who, `page=2&limit=2&as_of=${first?.as_of}`)
  await readToTheEnd(this)
})

Then('the page has the posts that it had', function (this: ConcordWorld) {
  expect(wordsRead(this)).to.deep.equal(postingOf(this).before)
})

const IMPOSSIBLE: Readonly<Record<string, string>> = {
  'page 0': 'page=0',
  'page "two"': 'page=two',
  'the set of tomorrow': 'page=1&as_of=1000',
  'the set "new"': 'page=1&as_of=new',
  'a page by number and place': 'page=2&cursor=MQ',
  'a numbered page of private posts': 'page=1&visibility=private',
}

When(new RegExp(`^(Mallory) asks for (${Object.keys(IMPOSSIBLE).join('|')})$`), async function (this: ConcordWorld, who: Owner, what: string) {
  await readPage(this, who, IMPOSSIBLE[what] ?? '')
})

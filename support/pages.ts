import { expect } from 'chai'
import type { PersonName } from './cast'
import type { ConcordWorld } from './world'

/** Reads a list from its first page to its last, as somebody who follows each answer to the next. */
export async function readPages<Item>(world: ConcordWorld, person: PersonName, list: string): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    await world.call(world.as(person), 'GET', cursor === '' ? list : `${list}&cursor=${cursor}`)
    expect(world.reply.status, world.reply.text).to.equal(200)
    const page = world.reply.json<{ items: readonly Item[]; next_cursor: string | null }>()
    pages.push(page.items)
    cursor = page.next_cursor
  }
  return pages
}

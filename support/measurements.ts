import { expect } from 'chai'
import type { PersonName } from './cast'
import type { ConcordWorld } from './world'

type Labels = Readonly<Record<string, string | number>>

/** What the platform has counted under a name, with exactly these labels among others; 0 if it shows nothing. Asked as Sam, who may. */
export async function measured(world: ConcordWorld, name: string, labels: Labels = {}): Promise<number> {
  world.reach.lack('metrics', 'what the platform has counted since it was started')
  const { status, text } = await world.wait(world.as('Sam').call('GET', '/metrics'), 'the measurements')
  expect(status, text).to.equal(200)
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  return lines.filter((line) => wanted.every((each) => line.includes(each))).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/** Records of the audit trail with this action, as a supervisor reads them, Sam unless somebody else is to: all pages. */
export async function recorded(world: ConcordWorld, action: string, reader: PersonName = 'Sam'): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const found: Readonly<Record<string, unknown>>[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`
    const reply = await world.wait(world.as(reader).call('GET', `/api/audit?limit=100${query}`), 'the audit trail')
    const page = reply.json<{ items: Readonly<Record<string, unknown>>[]; next_cursor: string | null }>()
    found.push(...page.items.filter((record) => record.action === action))
    cursor = page.next_cursor
  }
  return found
}

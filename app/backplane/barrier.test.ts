import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Member, receive, silentOf } from './barrier'

const member = (name: string, position: number, heardAt = 0): Member => ({ member: name, actorId: `id of ${name}`, position, heardAt })
const arrival = (name: string, parties: number, actorId = `id of ${name}`) => ({ member: name, parties, actorId })

describe('an arrival at a barrier', () => {
  it('waits until as many are there as were named, and then passes: at every number', () => {
    for (const parties of [2, 3, 10, 1_000]) {
      const members = Array.from({ length: parties - 1 }, (_, index) => member(`No ${index + 1}`, index + 1))
      const receptions = members.map((one, index) => receive({ parties, members: members.slice(0, index) }, arrival(one.member, parties)))
      assert.deepEqual(
        receptions,
        members.map(({ position }) => ({ kind: 'waits', position })),
      )
      assert.deepEqual(receive({ parties, members }, arrival('the last', parties)), { kind: 'passes', position: parties })
    }
  })

  it('keeps the place of whoever waits already', () => {
    const members = [member('one', 1), member('two', 2)]
    assert.deepEqual(receive({ parties: 3, members }, arrival('one', 3)), { kind: 'kept', position: 1 })
  })

  it("is refused under somebody else's name, and for another number while others wait", () => {
    const members = [member('one', 1)]
    assert.deepEqual(receive({ parties: 3, members }, arrival('one', 3, 'mallory')), { kind: 'name_taken' })
    assert.deepEqual(receive({ parties: 3, members }, arrival('two', 2)), { kind: 'other_parties', parties: 3 })
    assert.deepEqual(receive({ parties: 3, members: [] }, arrival('two', 2)), { kind: 'waits', position: 1 })
  })
})

describe('silence at a barrier', () => {
  it('is that of the one silent for longest, and begins with the moment itself', () => {
    const members = [member('one', 1, 30), member('two', 2, 10), member('three', 3, 20)]
    assert.equal(silentOf(members, 20)?.member, 'two')
    assert.equal(silentOf(members, 10)?.member, 'two')
    assert.equal(silentOf(members, 9), undefined)
  })
})

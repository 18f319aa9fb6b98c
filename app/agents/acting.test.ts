import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actingAs } from './acting'

const PEOPLE = ['user', 'supervisor', 'administrator'] as const

describe('who acts', () => {
  for (const role of PEOPLE)
    it(`a ${role} who names no agent acts as themselves`, () => assert.deepEqual(actingAs({ by: { id: 'p', role } }), { kind: 'person', id: 'p', by: 'p' }))

  for (const role of ['supervisor', 'administrator'] as const)
    it(`a ${role} acts for any agent`, () => assert.deepEqual(actingAs({ by: { id: 'p', role }, agentId: 'a' }), { kind: 'agent', id: 'a', by: 'p' }))

  it('a user acts for no agent', () => assert.throws(() => actingAs({ by: { id: 'p', role: 'user' }, agentId: 'a' }), { code: 'forbidden' }))

  it('nobody becomes an agent by their own id', () => assert.throws(() => actingAs({ by: { id: 'p', role: 'user' }, agentId: 'p' }), { code: 'forbidden' }))

  for (const agentId of [undefined, 'a'])
    it(`an agent's token that names ${agentId ?? 'nobody'} acts as itself`, () =>
      assert.deepEqual(actingAs({ by: { id: 'a', role: 'agent' }, agentId }), { kind: 'agent', id: 'a', by: 'a' }))

  it("an agent's token acts for no other agent", () => assert.throws(() => actingAs({ by: { id: 'a', role: 'agent' }, agentId: 'b' }), { code: 'forbidden' }))
})

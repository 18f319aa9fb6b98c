import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { unit } from '../store/unit'
import { budgetExceeded, type Most, type Payer, type Reserved } from './budget'
import { reserveBudget, setBudget, settleBudget } from './budget-store'
import { asAmount, billionths } from './money'

const DAY = '2026-11-21'
const reserve = unit('test.reserve', (input: Parameters<typeof reserveBudget>[0]) => reserveBudget(input))
const settle = unit('test.settle', ({ reserved, spent }: { reserved: Reserved; spent: number | undefined }) => settleBudget(reserved, spent))

async function installation(budgets: Readonly<Record<string, number>>) {
  const store = storeOn(openSqlite(':memory:', 0))
  for (const [ownerId, amount] of Object.entries(budgets))
    await store.write(setBudget, { ownerId, amount, at: 0, entry: { id: `set-${ownerId}`, at: 0, actor: 'olivia', action: 'budget.set' } })
  return {
    reserve: (amount: number | Most, owners = ['uma'], day = DAY) =>
      store.write(reserve, {
        payers: owners.map((id): Payer => ({ as: 'asker', id })),
        day,
        most: typeof amount === 'number' ? { kind: 'bounded', amount } : amount,
      }),
    settle: (reserved: Reserved, spent: number | undefined) => store.write(settle, { reserved, spent }),
    stands: (owner_id = 'uma', day = DAY) =>
      store.read((db) => db.selectFrom('budget_day').select(['reserved', 'spent']).where('owner_id', '=', owner_id).where('day', '=', day).executeTakeFirst()),
  }
}

describe('reserving of a budget', () => {
  it('may use the last billionth, and not one more', async () => {
    const { reserve, stands } = await installation({ uma: 100 })
    assert.equal((await reserve(101)).kind, 'exceeded')
    assert.equal(await stands(), undefined)
    assert.deepEqual(await reserve(100), { kind: 'reserved', reserved: { owners: ['uma'], day: DAY, amount: 100 } })
    assert.equal((await reserve(1)).kind, 'exceeded')
  })

  it('counts what is spent and what others have reserved', async () => {
    const { reserve, settle } = await installation({ uma: 100 })
    await settle({ owners: ['uma'], day: DAY, amount: 0 }, 0)
    const first = await reserve(60)
    assert.equal((await reserve(41)).kind, 'exceeded')
    if (first.kind === 'reserved' && first.reserved !== null) await settle(first.reserved, 10)
    assert.equal((await reserve(91)).kind, 'exceeded')
    assert.equal((await reserve(90)).kind, 'reserved')
  })

  it('takes from all owners or from none', async () => {
    const { reserve, stands } = await installation({ ada: 100, uma: 50 })
    const refused = await reserve(60, ['ada', 'uma'])
    assert.deepEqual(refused, { kind: 'exceeded', refusal: { payer: { as: 'asker', id: 'uma' }, most: { kind: 'bounded', amount: 60 } } })
    assert.deepEqual([await stands('ada'), await stands('uma')], [undefined, undefined])
  })

  it('counts an owner once who stands there twice', async () => {
    const { reserve, stands } = await installation({ ada: 100 })
    await reserve(60, ['ada', 'ada'])
    assert.deepEqual(await stands('ada'), { reserved: 60, spent: 0 })
  })

  it('needs nothing where nobody has a budget', async () => {
    const { reserve } = await installation({})
    assert.deepEqual(await reserve(5), { kind: 'reserved', reserved: null })
    assert.deepEqual(await reserve({ kind: 'unbounded', model: 'gpt' }), { kind: 'reserved', reserved: null })
  })

  it('refuses what cannot be bounded', async () => {
    const { reserve } = await installation({ uma: 100 })
    assert.equal((await reserve({ kind: 'unbounded', model: 'gpt' })).kind, 'exceeded')
  })

  it('begins anew every day', async () => {
    const { reserve } = await installation({ uma: 100 })
    await reserve(100)
    assert.equal((await reserve(100, ['uma'], '2026-11-22')).kind, 'reserved')
  })
})

describe('settling', () => {
  it('belongs to the day of the reservation', async () => {
    const { reserve, settle, stands } = await installation({ uma: 100 })
    await reserve(40)
    await reserve(30, ['uma'], '2026-11-22')
    await settle({ owners: ['uma'], day: DAY, amount: 40 }, 7)
    assert.deepEqual(
      [await stands(), await stands('uma', '2026-11-22')],
      [
        { reserved: 0, spent: 7 },
        { reserved: 30, spent: 0 },
      ],
    )
  })

  it('spends all of it where nobody knows the cost', async () => {
    const { reserve, settle, stands } = await installation({ uma: 100, ada: 100 })
    await reserve(40, ['ada', 'uma'])
    await settle({ owners: ['ada', 'uma'], day: DAY, amount: 40 }, undefined)
    assert.deepEqual(
      [await stands('ada'), await stands('uma')],
      [
        { reserved: 0, spent: 40 },
        { reserved: 0, spent: 40 },
      ],
    )
  })

  it('tells the truth where it cost more than was reserved', async () => {
    const { reserve, settle, stands } = await installation({ uma: 100 })
    await reserve(40)
    await settle({ owners: ['uma'], day: DAY, amount: 40 }, 120)
    assert.deepEqual(await stands(), { reserved: 0, spent: 120 })
    assert.equal((await reserve(0)).kind, 'exceeded')
  })
})

describe('amounts of money', () => {
  it('are exact to nine decimal places', () => {
    assert.deepEqual([0, 0.000000001, 0.1, 0.3, 1.1, 123.456789012, 7_999_999.999999999, 8_000_000].map(billionths), [
      ...[0, 1, 100_000_000, 300_000_000, 1_100_000_000, 123_456_789_012, 7_999_999_999_999_999, 8_000_000_000_000_000],
    ])
    assert.equal(asAmount(123_456_789_012), 123.456789012)
  })

  it('are nothing else', () => {
    assert.deepEqual([-0.1, 0.0000000001, 0.1 + 0.2, 8_000_000.1, Number.NaN, Number.POSITIVE_INFINITY].map(billionths), Array(6).fill(undefined))
  })
})

describe('a refusal for want of budget', () => {
  const most = { kind: 'bounded', amount: 1_500 } as const

  it('says what it can cost, and whose budget does not allow it, but not what is left', () => {
    const { message, details } = budgetExceeded({ payer: { as: 'agent', id: 'ada' }, most }, 'EUR')
    assert.equal(message, "This can cost up to 0.000001500 EUR, and less than that is left of the agent's budget today")
    assert.deepEqual(details, { retryable: true, members: { budget_of: 'ada' } })
  })

  it('names the model that has no price', () => {
    const { message } = budgetExceeded({ payer: { as: 'asker', id: 'uma' }, most: { kind: 'unbounded', model: 'gpt' } }, 'EUR')
    assert.match(message, /^Nobody can say what the model gpt can cost at most/)
  })
})

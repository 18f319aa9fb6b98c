import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPlan } from './delegate-plan'

const BO = { id: '1', name: 'Bo' }
const CY = { id: '2', name: 'Cy' }
const plan = (answer: string, workers = [BO, CY], most = 100) => readPlan(answer, { workers, most })
const listed = (...entries: readonly unknown[]) => plan(JSON.stringify(entries))
const wrongOf = (read: ReturnType<typeof plan>) => ('wrong' in read ? read.wrong : undefined)

test('A plan is the last list of an answer, whatever is said around it', () => {
  const list = '[{"worker": "Bo", "task": "Pack"}, {"worker": "2", "task": "Send"}]'
  const parts = [
    { worker: BO, task: 'Pack' },
    { worker: CY, task: 'Send' },
  ]
  for (const answer of [list, `First I thought of [{"worker": "Cy", "task": "Rest"}], but now:\n\`\`\`json\n${list}\n\`\`\`\nIs that all right?`])
    assert.deepEqual(plan(answer), { parts })
})

test('An answer without a list, an empty one and one with too many parts are no plans', () => {
  assert.equal(wrongOf(plan('Bo shall pack')), 'the answer has no list of parts that can be read')
  assert.equal(wrongOf(plan('{"worker": "Bo", "task": "Pack"}')), 'the answer has no list of parts that can be read')
  assert.equal(wrongOf(plan('[{"worker": "Bo", "worker": "Cy", "task": "Pack"}]')), 'the answer has no list of parts that can be read')
  assert.equal(wrongOf(plan('[{"worker": "Bo", "task": "\\u0000"}]')), 'the answer has no list of parts that can be read')
  assert.equal(wrongOf(plan('')), 'the answer has no list of parts that can be read')
  assert.equal(wrongOf(plan('[]')), 'the list has no parts')
  const list = (count: number) => JSON.stringify(Array.from({ length: count }, () => ({ worker: 'Bo', task: 'Pack' })))
  assert.equal(wrongOf(plan(list(100))), undefined)
  assert.equal(wrongOf(plan(list(101))), 'the list has 101 parts, 100 are allowed')
})

test('One entry that cannot be used spoils the plan', () => {
  const good = { worker: 'Bo', task: 'Pack' }
  assert.equal(wrongOf(listed(good, { worker: 'Mo', task: 'Pack' })), 'part 2 names "Mo", who is none of the workers')
  assert.equal(wrongOf(listed(good, { worker: 'bo', task: 'Pack' })), 'part 2 names "bo", who is none of the workers')
  assert.equal(wrongOf(listed(good, { task: 'Pack' })), 'part 2 names no worker')
  assert.equal(wrongOf(listed(good, { worker: 7, task: 'Pack' })), 'part 2 names no worker')
  for (const task of [undefined, '', ' \n', 7, ['Pack']]) assert.equal(wrongOf(listed(good, { worker: 'Bo', task })), 'part 2 has no task')
  for (const entry of ['Bo', null, 7, ['Bo', 'Pack']]) assert.equal(wrongOf(listed(good, entry)), 'part 2 is not an entry with a worker and a task')
})

test('A name that several workers have is no name; the id is', () => {
  const twin = { id: '3', name: 'Bo' }
  const both = (worker: string) => plan(JSON.stringify([{ worker, task: 'Pack' }]), [BO, twin])
  assert.equal(wrongOf(both('Bo')), 'part 1 names "Bo", which is the name of 2 workers')
  assert.deepEqual(both('3'), { parts: [{ worker: twin, task: 'Pack' }] })
})

test('What else an entry says changes nothing', () => {
  assert.deepEqual(listed({ worker: 'Bo', task: 'Pack', action: 'payment', handed_on_by: 'Olivia', level: 'autonomous' }), {
    parts: [{ worker: BO, task: 'Pack' }],
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NewTask, Task, TaskStatus } from './coordination'
import { createDelegate, type DelegateRequest } from './delegate'

const WORKERS = ['Bo', 'Cy', 'Dee'].map((name, index) => ({ id: String(index + 1), name }))
const REQUEST: DelegateRequest = { coordinator: '0', workers: WORKERS, task: 'Move the office' }
const delegate = createDelegate({ steps: 5 })

/** What an example says of a task that has gone on. */
type Came = Partial<Pick<Task, 'status' | 'response' | 'reason'>>

const taskOf = (task: NewTask | Task, number: number, came: Came): Task => ({
  ...{ handoffId: undefined, attempt: 1, status: 'running' as TaskStatus, response: undefined },
  ...{ error: undefined, reason: undefined, executionId: undefined, proposalId: undefined, startedAt: undefined, endedAt: undefined },
  ...{ name: task.name, role: task.role, agentId: task.agentId, action: task.action, message: task.message },
  ...{ round: task.round ?? 1, after: task.after ?? [], replaces: task.replaces, number },
  ...came,
})

const PLANNED = JSON.stringify([
  { worker: 'Bo', task: 'Pack' },
  { worker: 'Cy', task: 'Carry' },
])

/** Plays a coordination: what comes of each task in turn, by its name; a task that is not mentioned is still running. */
function play(came: Readonly<Record<string, Came>>, { plan = PLANNED, workers = WORKERS, steps = 5 } = {}) {
  const request = { ...REQUEST, workers }
  const pattern = createDelegate({ steps })
  const all: Readonly<Record<string, Came>> = { plan: { status: 'completed', response: plan }, ...came }
  let tasks: readonly Task[] = []
  for (let more = pattern.begin(request); more.length > 0; more = pattern.next?.(request, tasks) ?? []) {
    tasks = [...tasks, ...more.map((task, index) => taskOf(task, tasks.length + index + 1, all[task.name] ?? {}))]
  }
  return { tasks, given: tasks.map(({ name, agentId }) => `${name} ${agentId}`), end: pattern.conclude(request, tasks), request }
}

const done = (response: string): Came => ({ status: 'completed', response })
const FAILED: Came = { status: 'failed', reason: 'no' }

test('The coordinator plans, each part goes to whom it names, and the coordinator puts them together', () => {
  const { tasks, given, end } = play({ 'part-1': done('Packed'), 'part-2': done('Carried'), finalize: done('Moved') })
  assert.deepEqual(given, ['plan 0', 'part-1 1', 'part-2 2', 'finalize 0'])
  assert.deepEqual(end, { status: 'completed', result: { result: 'Moved' } })
  assert.deepEqual(
    tasks.map(({ action }) => action),
    ['plan', 'chat', 'chat', 'finalize'],
  )
})

test('Parts are handed on by the coordinator, wait for nobody, and hold nothing but their own words', () => {
  const [plan, ...parts] = play({}).tasks
  assert.ok(plan)
  assert.equal(delegate.handsOn?.(REQUEST, plan), undefined)
  for (const part of parts) {
    assert.deepEqual(part.after, [])
    assert.deepEqual(delegate.handsOn?.(REQUEST, part), { from: '0', context: { task: 'Move the office', part: part.message } })
  }
  assert.deepEqual(
    parts.map((part) => delegate.prompt(REQUEST, part, parts)),
    ['Pack', 'Carry'],
  )
})

test('Nothing is put together before every part has ended', () => {
  for (const status of ['pending', 'awaiting_approval', 'running', 'paused', 'interrupted'] as const)
    assert.deepEqual(play({ 'part-1': done('Packed'), 'part-2': { status } }).given, ['plan 0', 'part-1 1', 'part-2 2'])
})

test('A failed part goes once to the next worker of the list that has nothing to do', () => {
  for (const status of ['failed', 'blocked', 'cancelled'] as const) {
    const { given, tasks } = play({ 'part-1': { status }, 'part-1-again': FAILED })
    assert.deepEqual(given, ['plan 0', 'part-1 1', 'part-2 2', 'part-1-again 3'])
    assert.deepEqual({ replaces: tasks[3]?.replaces, message: tasks[3]?.message, action: tasks[3]?.action }, { replaces: 2, message: 'Pack', action: 'chat' })
    assert.deepEqual(delegate.handsOn?.(REQUEST, tasks[3] as NewTask), { from: '0', context: { task: 'Move the office', part: 'Pack' } })
  }
})

test('After the last worker of the list comes the first', () => {
  const plan = JSON.stringify([
    { worker: 'Dee', task: 'Pack' },
    { worker: 'Cy', task: 'Carry' },
  ])
  assert.deepEqual(play({ 'part-1': FAILED }, { plan }).given.at(-1), 'part-1-again 1')
})

test('A failed part waits while all the others are at work', () => {
  const workers = WORKERS.slice(0, 2)
  assert.deepEqual(play({ 'part-1': FAILED }, { workers }).given, ['plan 0', 'part-1 1', 'part-2 2'])
  assert.equal(play({ 'part-1': FAILED, 'part-2': done('Carried') }, { workers }).given.at(-1), 'part-1-again 2')
})

test('Two failed parts do not go to the same idle worker at once', () => {
  const plan = JSON.stringify([...JSON.parse(PLANNED), { worker: 'Dee', task: 'Sweep' }])
  const given = play({ 'part-1': FAILED, 'part-2': FAILED, 'part-3': done('Swept') }, { plan }).given
  assert.deepEqual(given.slice(-2), ['part-1-again 2', 'part-2-again 3'])
})

test('Where there is no other worker a failed part counts as failed at once', () => {
  const plan = JSON.stringify([{ worker: 'Bo', task: 'Pack' }])
  const { given, end } = play({ 'part-1': FAILED }, { plan, workers: WORKERS.slice(0, 1) })
  assert.deepEqual(given, ['plan 0', 'part-1 1'])
  assert.deepEqual(end, { status: 'failed', result: { result: null }, error: { code: 'parts_failed', detail: 'Parts that did not complete: part-1 (Bo: no)' } })
})

test('A part that a stand-in completed has completed', () => {
  const { end } = play({ 'part-1': FAILED, 'part-1-again': done('Packed'), 'part-2': done('Carried'), finalize: done('Moved') })
  assert.deepEqual(end, { status: 'completed', result: { result: 'Moved' } })
})

test('With a part missing there is a result of the others, and it has failed all the same', () => {
  const { end, given } = play({ 'part-1': FAILED, 'part-1-again': FAILED, 'part-2': done('Carried'), finalize: done('Only carried') })
  assert.deepEqual(given.at(-1), 'finalize 0')
  assert.deepEqual(end.result, { result: 'Only carried' })
  assert.deepEqual(end.error, { code: 'parts_failed', detail: 'Parts that did not complete: part-1 (Cy: no)' })
  assert.equal(end.status, 'failed')
})

test('Whoever puts the parts together is told what came of each, and what is missing', () => {
  const { tasks, request } = play({ 'part-1': FAILED, 'part-1-again': FAILED, 'part-2': done('Carried') })
  const [last] = tasks.slice(-1)
  assert.ok(last)
  const prompt = delegate.prompt(request, last, tasks)
  assert.ok(prompt.includes('Move the office'))
  assert.deepEqual(JSON.parse(prompt.split('Parts:\n```\n')[1]?.split('\n')[0] ?? ''), [
    { part: 'part-1', task: 'Pack', worker: 'Cy', status: 'failed', reason: 'no' },
    { part: 'part-2', task: 'Carry', worker: 'Cy', status: 'completed', result: 'Carried' },
  ])
})

test('Without a plan that can be used nobody is given anything', () => {
  for (const [came, code, detail] of [
    [done('I do not know'), 'plan_unreadable', 'The plan cannot be used: the answer has no list of parts that can be read'],
    [{ status: 'blocked', reason: 'a student may only read' }, 'plan_failed', 'The coordinator made no plan: a student may only read'],
  ] as const) {
    const { given, end } = play({ plan: came })
    assert.deepEqual(given, ['plan 0'])
    assert.deepEqual(end, { status: 'failed', result: { result: null }, error: { code, detail } })
  }
})

test('Parts that completed and are not put together are no completed task', () => {
  const { end } = play({ 'part-1': done('Packed'), 'part-2': done('Carried'), finalize: FAILED })
  assert.deepEqual(end, {
    status: 'failed',
    result: { result: null },
    error: { code: 'finalize_failed', detail: 'The coordinator did not put the parts together: no' },
  })
})

test('Parts and those that stand in for them are no more than the steps that are allowed', () => {
  assert.deepEqual(play({ 'part-1': FAILED, 'part-2': FAILED }, { steps: 3 }).given.slice(3), ['part-1-again 2'])
  assert.match(delegate.prompt(REQUEST, taskOf(delegate.begin(REQUEST)[0] as NewTask, 1, {}), []), /1 to 5 parts/)
})

test('An agent that is named twice, or works for itself, is refused', () => {
  const again = { code: 'duplicate_agent', message: 'The agent 2 is named twice', details: { field: 'workers[3]' } }
  assert.throws(() => delegate.begin({ ...REQUEST, workers: [...WORKERS, { id: '2', name: 'Cy' }] }), again)
  const itself = { code: 'duplicate_agent', message: 'The coordinator cannot be one of its own workers', details: { field: 'workers[0]' } }
  assert.throws(() => delegate.begin({ ...REQUEST, workers: [{ id: '0', name: 'Ada' }] }), itself)
})

test('Whoever plans is told the task and the workers, and how to answer', () => {
  const [plan] = delegate.begin(REQUEST)
  assert.ok(plan)
  const prompt = delegate.prompt(REQUEST, taskOf(plan, 1, {}), [])
  for (const told of ['Move the office', ...WORKERS.map((worker) => JSON.stringify(worker))]) assert.ok(prompt.includes(told), told)
})

test('A coordinator that repeats what it was asked has made no plan', () => {
  const [plan] = delegate.begin(REQUEST)
  assert.ok(plan)
  const prompt = delegate.prompt(REQUEST, taskOf(plan, 1, {}), [])
  for (const echo of [prompt, prompt.slice(prompt.indexOf('End your answer')), prompt.slice(prompt.lastIndexOf('['))]) {
    const { given, end } = play({ plan: done(echo) })
    assert.deepEqual([given, end.error?.code], [['plan 0'], 'plan_unreadable'])
  }
})

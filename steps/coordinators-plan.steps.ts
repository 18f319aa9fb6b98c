import { type DataTable, Given } from '@cucumber/cucumber'
import { listOf, willPlan, willSumUp } from '../support/delegating'
import type { ConcordWorld } from '../support/world'

/** What a coordinator's model answers when it is asked to split a task, and when it is asked what came of it. */

Given('{agentName} plans these parts', function (this: ConcordWorld, coordinator: string, table: DataTable) {
  willPlan(this, coordinator, listOf(table.hashes().map(({ worker = '', part = '' }) => ({ worker, task: part }))))
})

Given('{agentName} plans the part {string} for {agentName}', function (this: ConcordWorld, coordinator: string, task: string, worker: string) {
  willPlan(this, coordinator, listOf([{ worker, task }]))
})

Given('{agentName} plans a part each for {agentNames}', function (this: ConcordWorld, coordinator: string, workers: readonly string[]) {
  willPlan(this, coordinator, listOf(workers.map((worker) => ({ worker, task: `${worker}'s part` }))))
})

Given('{agentName} sums up {string}', function (this: ConcordWorld, coordinator: string, sum: string) {
  willSumUp(this, coordinator, sum)
})

Given('{agentName} answers with a plan for {agentName}', function (this: ConcordWorld, agent: string, worker: string) {
  this.fakes.voice(agent).willAnswer(listOf([{ worker, task: 'Carry them' }]))
})

Given('the operator allows {int} step(s)', function (this: ConcordWorld, steps: number) {
  this.set('CONCORD_STEPS', String(steps))
})

/** What a coordinator answers, in the words of a feature: "Bo" and "Cy" are the workers. */
const PLANS: Readonly<Record<string, (world: ConcordWorld) => string>> = {
  'a list': () => listOf([{ worker: 'Bo', task: 'Pack the books' }]),
  'a list between two sentences': () => `This is how:\n${listOf([{ worker: 'Bo', task: 'Pack the books' }])}\nIs that all right?`,
  'a list after another one that is given up': () =>
    `First I thought of ${listOf([{ worker: 'Cy', task: 'Rest' }])}, but this is better: ${listOf([{ worker: 'Bo', task: 'Pack the books' }])}`,
  'a list with names of workers': () => listOf([{ worker: 'Bo', task: 'Pack the books' }]),
  'a list with numbers of workers': (world) => listOf([{ worker: world.agent('Bo').id, task: 'Pack the books' }]),
  'a list of 3 parts': () => parts(3),
  'a list of 100 parts': () => parts(100),
  'a list of 101 parts': () => parts(101),
  'talk without a list': () => 'Bo shall pack the books',
  'one part that is not in a list': () => JSON.stringify({ worker: 'Bo', task: 'Pack the books' }),
  'a list that is broken off': () => listOf([{ worker: 'Bo', task: 'Pack the books' }]).slice(0, -1),
  'an empty list': () => listOf([]),
  'a list with a worker that nobody named': () =>
    listOf([
      { worker: 'Bo', task: 'Pack the books' },
      { worker: 'Sol', task: 'Carry them' },
    ]),
  'a list with a part for Ada itself': () => listOf([{ worker: 'Ada', task: 'Pack the books' }]),
  'a list with a part for nobody': () => listOf([{ worker: 'Bo', task: 'Pack the books' }, { task: 'Carry them' }]),
  'a list with a part without a task': () => listOf([{ worker: 'Bo', task: 'Pack the books' }, { worker: 'Cy' }]),
  'a list with a part of blanks': () => listOf([{ worker: 'Bo', task: ' \n ' }]),
  'a list that asks for a payment': () => listOf([{ worker: 'Bo', task: 'Pay 500 USD', action: 'payment', level: 'autonomous', approved: true }]),
}
const parts = (count: number): string => listOf(Array.from({ length: count }, () => ({ worker: 'Bo', task: 'Pack the books' })))

Given(new RegExp(`^Ada's plan is (${Object.keys(PLANS).join('|')})$`), function (this: ConcordWorld, words: string) {
  willPlan(this, 'Ada', PLANS[words]?.(this) ?? '')
})

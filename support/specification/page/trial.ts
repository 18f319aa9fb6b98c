import type { Strength } from '../../strength/strength'
import type { Catalogue } from '../catalogue'
import { guard } from '../guard'
import { trialRun } from '../trial-run'
import type { Changes } from './data'
import { specificationOf } from './opened'
import { CASES, type Cases, STORY, type Story } from './story'
import { strengthData } from './strength'

const FEATURE = `@OPS @people
Feature: Failover on trial
  Customers keep getting answers from each provider, <b>whatever</b> happens.
  Seam: chat request → provider.

  @OPS.1
  Rule: The backup answers when the primary agent is out of service

    Example: The backup answers <script>alert(1)</script>
      Given the provider says "</script><script>alert(2)</script>"
      When an agent asks <img src=x onerror=alert(3)> the provider
      Then it holds

    Scenario Outline: The answer of <agent> is <answer>
      When it is asked of
        | agent   |
        | <agent> |
      Then it holds

      Examples: agents with their answers
        | agent | answer |
        | Ada   | yes    |
        | Sol   | $& no  |

    @slow
    Example: A promise that is broken
      When it is asked
      Then it is broken

  @OPS.1
  Rule: Whatever is made up holds

    Example: Any case is as good as another
      Then any case holds

    Scenario Outline: The clock <how> blocks
      Then it holds

      Examples: times of day with their places
        | how     | when  | where |
        | never   | noon  | here  |
        | never   | night | here  |
        | at dawn | dawn  | there |
        | at dusk | dusk  | where the store is not available |

    Example: A promise that this engine does not keep
      Then it is left out
`

const story: Story = {
  lanes: [
    ['Uma', 'person'],
    ['platform', 'platform'],
    ['OpenAI', 'service'],
    ['Ada', 'agent'],
  ],
  told: [
    [0, 0, 1, 'asked', 'ask: “</script><script>alert(4)</script>”'],
    [0, 3, 2, 'asked', 'ask the model: “Hello”'],
    [0, 2, 3, 'lost', 'no answer'],
    [4_000, 1, 0, 'refused', 'The provider is unavailable'],
  ],
  more: 3,
}
const cases: Cases = { count: 100, seed: -42 }

const STEPS = `
const story = ${JSON.stringify(JSON.stringify(story))}
const cases = ${JSON.stringify(JSON.stringify(cases))}
Given(/^the provider says/, function () { this.attach(story, { mediaType: '${STORY}' }) })
When(/^(?:an agent asks|it is asked$)/, () => {})
When('it is asked of', (table) => {})
Then('it holds', () => {})
Then('it is broken', () => { throw new Error('expected "yes", <b>not</b> "no"') })
Then('it is left out', () => 'skipped')
Then('any case holds', function () { this.attach(cases, { mediaType: '${CASES}' }) })
`

const catalogue: Catalogue = {
  families: [
    {
      ...{ id: 'OPS', title: 'Running', seam: 'operator → process', why: 'An agent is trusted' },
      statements: [
        { id: 'OPS.1', name: 'Whatever comes', statement: 'The provider answers every agent.', restart: true },
        { id: 'OPS.2', name: 'Forgetting', statement: 'Nothing is left.' },
      ],
    },
  ],
  ...{ open: ['OPS.2'], deviations: [{ example: 'A promise that this engine does not keep', reason: 'It forgets' }], minimum_scenarios: 1 },
  tags: { '@people': 'people and <i>roles</i>', '@slow': 'what takes long' },
  glossary: { Agent: 'A named worker.', Provider: 'Who answers an agent.', Ada: 'An autonomous agent.' },
  synonyms: { autonomous: ['Ada'], cheat: ['made up', 'out of service'] },
}

const changes: Changes = {
  ...{ since: 'v1', date: '2026-11-01' },
  changes: [{ how: 'reworded', what: 'rule', where: ['Failover on trial'], title: 'Whatever is made up holds', was: 'Made-up cases <hold>' }],
}

const audit = { ...{ name: 'audit', target: 95, mutants: 100, tried: 50, caught: 45, survived: 5, uncovered: 0 }, score: { share: 0.9, low: 0.82, high: 0.95 } }

const strength: Strength = {
  ...{ made: '2026-11-20T12:00:00.000Z', revision: 'abc1234', platform: 'as it was', tries: 40, excluded: [] },
  ...{ parts: [audit], over: { ...audit, name: 'over all', target: 90 }, lines: [{ file: 'app/audit/audit.ts', lines: 50, covered: 48, uncovered: ['3-4'] }] },
  rules: [{ requirement: 'OPS.1', feature: 'Failover on trial', rule: 'Whatever is made up holds', caught: 0, tried: 7 }],
  survivors: [{ ...{ place: 'app/audit/audit.ts:3:1', part: 'audit', mutator: 'x', covering: 2, tried: [] }, original: "'<b>a</b>'", replacement: '' }],
}

/** The page of a small run that holds all there is: a story, an outline, a broken promise, made-up cases, a gap, and text that means harm. */
export async function trialPage(): Promise<string> {
  const run = await trialRun({ feature: FEATURE, steps: STEPS })
  const facts = { at: '2026-11-21T12:00:00.000Z', seconds: 1.5, whole: true, profiles: [], order: '', part: 'Only a part of the specification ran.' }
  return specificationOf({
    catalogue,
    run,
    judgement: guard(catalogue, run, { whole: true }),
    facts,
    changes,
    strengthOf: (features) => strengthData(strength, { features, platform: 'as it is' }),
  })
}

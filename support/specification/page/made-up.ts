import type { ExampleData, FeatureData, PageData, StoryData } from './data'

const WORDS = 'agent level approval backup request answer platform supervisor budget lease message channel event barrier proposal execution'.split(' ')

/** Sentences of ordinary length, each another one. */
const sentence = (seed: number, words = 11): string =>
  Array.from({ length: words }, (_, index) => WORDS[(seed * 7 + index * (1 + (seed % 5))) % WORDS.length]).join(' ')

const STORIES = 150

/** A made-up specification of so many examples, of the usual measure: five steps, two rules a feature, a story each. */
export function madeUpPage(examples: number): { readonly page: PageData; readonly stories: StoryData } {
  const features = Array.from({ length: Math.ceil(examples / 10) }, (_, place) => featureOf(place, Math.min(10, examples - place * 10)))
  const page: PageData = {
    run: { at: '2026-11-21T12:00:00.000Z', seconds: 12, whole: true, profiles: [], order: '' },
    families: [
      { id: 'OPS', title: 'Running', seam: 'operator → process', why: 'Trust', statements: [{ id: 'OPS.1', name: 'Starting', statement: sentence(1) }] },
    ],
    glossary: WORDS.map((word) => [word.charAt(0).toUpperCase() + word.slice(1), sentence(word.length)]),
    synonyms: [['budget', ['lease']]],
    failures: [],
    tags: { chat: 'asking', feed: 'posts' },
    features,
    findings: [],
  }
  return { page, stories: storiesOf() }
}

function featureOf(place: number, count: number): FeatureData {
  const examples = Array.from({ length: count }, (_, index) => exampleOf(place * 10 + index))
  const half = Math.ceil(count / 2)
  return {
    ...{ uri: `features/area-${place % 7}/made-up-${place}.feature`, name: `Made up ${place}`, text: [sentence(place, 18)], seam: 'person → platform' },
    ...{ tags: ['OPS', place % 2 === 0 ? 'chat' : 'feed'], background: [] },
    rules: [examples.slice(0, half), examples.slice(half)].map((own, rule) => ({
      ...{ name: `Rule ${place}.${rule}: ${sentence(place + rule, 14)}`, tags: ['OPS.1'], background: [], examples: own },
    })),
  }
}

const exampleOf = (number: number): ExampleData => ({
  ...{ name: `Example ${number}: ${sentence(number)}`, line: 10 + number, tags: [] },
  steps: ['Given', 'And', 'When', 'Then', 'And'].map((keyword, step) => [keyword, `${sentence(number + step)} ${number}`]),
  end: { r: 'p', ms: 5 + (number % 90), s: number % STORIES },
})

function storiesOf(): StoryData {
  const words = Array.from({ length: STORIES * 4 }, (_, index) => `${sentence(index, 6)} ${index}`)
  const told = (story: number) =>
    Array.from({ length: 12 }, (_, index) => [index % 5 === 0 ? 700 : 0, index % 2, (index + 1) % 2, index % 3, (story * 4 + index) % words.length])
  return {
    ...{
      words,
      lanes: [
        ['Uma', 'person'],
        ['platform', 'platform'],
        ['OpenAI', 'service'],
      ],
      kinds: ['asked', 'answered', 'refused', 'lost'],
    },
    stories: Array.from({ length: STORIES }, (_, story) => [[0, 1, 2], told(story).flat(), 0]),
  }
}

import type { StoryData } from './data'
import type { Story, ToldKind } from './story'

const KINDS: readonly ToldKind[] = ['asked', 'answered', 'refused', 'lost']

/** Gathers stories, each word and each like story once. */
export function createStories() {
  const words = createList<string>(String)
  const lanes = createList<Story['lanes'][number]>(([name, part]) => `${part} ${name}`)
  const stories = createList<StoryData['stories'][number]>(JSON.stringify)
  const place = ({ lanes: own, told, more }: Story): StoryData['stories'][number] => {
    const flat = told.flatMap(([atMs, from, to, kind, text], index) => {
      const since = index === 0 ? 0 : Math.round(atMs - (told[index - 1]?.[0] ?? atMs))
      return [since, from, to, KINDS.indexOf(kind), words.add(text)]
    })
    return [own.map(lanes.add), flat, more]
  }
  return {
    add: (story: Story): number => stories.add(place(story)),
    data: (): StoryData => ({ words: words.all, lanes: lanes.all, kinds: KINDS, stories: stories.all }),
  }
}

export type Stories = ReturnType<typeof createStories>

/** A list that holds everything once. */
function createList<T>(keyOf: (item: T) => string) {
  const places = new Map<string, number>()
  const all: T[] = []
  return {
    all: all as readonly T[],
    add(item: T): number {
      const key = keyOf(item)
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, all.length)
      return all.push(item) - 1
    },
  }
}

import { Type } from 'typebox'
import { ENGINES } from '../backplane/backplane'
import { GUARANTEES, PATTERNS, type Pattern } from '../backplane/guarantees'
import type { Current, Server } from './parts'
import { Exactly, OneOf, problems } from './schemas'

const Sentence = Type.String()
const Promises = Exactly({ delivery: Sentence, order: Sentence, durability: Sentence, claim: Sentence, fairness: Sentence })
const BackplaneView = Exactly({
  engine: OneOf(ENGINES),
  patterns: Exactly(Object.fromEntries(PATTERNS.map((pattern) => [pattern, Promises])) as Record<Pattern, typeof Promises>),
  deviations: Type.Array(Exactly({ of: Sentence, reason: Sentence }), { description: 'Promises that it is known not to keep' }),
})

/** The engine of coordination, and what it promises. */
export function backplaneRoutes(server: Server, parts: Current<'backplane'>): void {
  const schema = { tags: ['backplane'], summary: 'Show what the engine of coordination promises', response: { 200: BackplaneView, ...problems } }
  server.get('/api/backplane', { config: { access: 'agent' }, schema }, async () => {
    const { engine } = parts().backplane
    return { engine, ...GUARANTEES[engine] }
  })
}

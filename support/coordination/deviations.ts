import type { Deviation } from '../../app/backplane/guarantees'
import type { Verdict } from './runner'

/** The verdicts beside what the engine is known not to keep: what is broken and declared is a deviation, what is declared and kept has begun to hold. */
export const judged = (verdicts: readonly Verdict[], deviations: readonly Deviation[]): readonly Verdict[] =>
  verdicts.map((verdict) => {
    const declared = deviations.find(({ of }) => of === verdict.promise)
    if (declared === undefined) return verdict
    const { outcome } = verdict
    if (outcome.kind === 'broken') return { ...verdict, outcome: { kind: 'deviated', sentence: outcome.sentence, reason: declared.reason } }
    return outcome.kind === 'kept' ? { ...verdict, outcome: { kind: 'begun to hold', reason: declared.reason } } : verdict
  })

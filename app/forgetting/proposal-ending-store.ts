import { define } from '../store/statement'
import { run, unit, type Write } from '../store/unit'

const endTime = define<{ asked_by: string; at: number }>()((db, p) =>
  db.updateTable('proposal').set({ expires_at: p.at }).where('asked_by', '=', p.asked_by).where('status', '=', 'pending').returning('id'),
)

/** The time of what somebody asked for is over now, so that nobody decides it any more; how many proposals those are. */
export const endProposals = unit('proposal.end-all', function* (input: { asked_by: string; at: number }): Write<number> {
  return (yield* run(endTime, input)).length
})

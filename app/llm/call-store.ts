import type { AuditEntry } from '../audit/audit'
import { appendAudit, appendEnd } from '../audit/audit-store'
import { dayOf, type Most, type Reservation, type Reserved } from '../people/budget'
import { reserveBudget, settleBudget } from '../people/budget-store'
import { define } from '../store/statement'
import { unit } from '../store/unit'

const ASKED = 'model.asked'
const ENDED = 'model.ended'

interface Asking {
  readonly entry: Omit<AuditEntry, 'action'>
  readonly most: Most
}

/** Records that a model is about to be asked, and reserves what that can cost at most; nothing of both if the person's budget does not allow it. */
export const askModel = unit('model.ask', function* ({ entry, most }: Asking) {
  const result: Reservation = yield* reserveBudget({ payers: [{ as: 'asker', id: entry.actor }], day: dayOf(entry.at), most })
  if (result.kind === 'exceeded') return result
  const details = result.reserved === null ? entry.details : { ...entry.details, reserved: result.reserved }
  yield* appendAudit({ ...entry, action: ASKED, details })
  return result
})

interface Ending {
  readonly entry: Omit<AuditEntry, 'action'> & { readonly of: string }
  readonly reserved: Reserved | null
  /** Undefined: nobody knows. */
  readonly spent: number | undefined
}

/** Records how a call ended, and settles its budget, unless that has been done: of all who think it theirs to do, the first does. */
export const endModelCall = unit('model.end', function* ({ entry, reserved, spent }: Ending) {
  const details = reserved === null ? entry.details : { ...entry.details, spent: spent ?? reserved.amount }
  const first = yield* appendEnd({ ...entry, action: ENDED, details })
  if (first && reserved !== null) yield* settleBudget(reserved, spent)
})

/** Calls that an instance began and that never ended. */
export const openCalls = define<{ instance_id: string }>()((db, p) =>
  db
    .selectFrom('audit')
    .select(['id', 'actor', 'subject', 'details', 'trace_id'])
    .where('action', '=', ASKED)
    .where('instance_id', '=', p.instance_id)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('audit as end').select('end.id').whereRef('end.of', '=', 'audit.id')))),
)

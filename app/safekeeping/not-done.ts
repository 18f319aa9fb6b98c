import { ConcordError } from '../shared/errors'

/** A backup, a restore or a change of the key was not done, and everything is as it was; the sentence says why. */
export class NotDone extends ConcordError {
  readonly code = 'not_done'
}

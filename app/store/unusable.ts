import { ConcordError } from '../shared/errors'

/** The database cannot be used as it stands; it was left as it is. */
export class UnusableDatabase extends ConcordError {
  readonly code = 'unusable_database'
}

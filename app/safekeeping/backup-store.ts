import { appendEnd } from '../audit/audit-store'
import { unit } from '../store/unit'

/** Adds how a backup ended that is on record as begun. */
export const endBackup = unit('backup.end', appendEnd)

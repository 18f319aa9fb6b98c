import { peopleKeysAndSends } from './migrations/0001-people-keys-and-sends'
import { agentsAndExecutions } from './migrations/0002-agents-and-executions'
import { coordination } from './migrations/0003-coordination'
import { communication } from './migrations/0004-communication'
import { backplane } from './migrations/0005-backplane'
import { secretKeyCheck } from './migrations/0006-secret-key-check'
import { forgetting } from './migrations/0007-forgetting'
import type { Migration } from './migrations/migration'

export type { Migration }

/** The schema's whole history, in order. */
export const migrations: readonly Migration[] = [peopleKeysAndSends, agentsAndExecutions, coordination, communication, backplane, secretKeyCheck, forgetting]

import type { AgentTables } from './tables/agents'
import type { AuditTables } from './tables/audit'
import type { BackplaneTables } from './tables/backplane'
import type { CoordinationTables } from './tables/coordination'
import type { EpisodeTables } from './tables/episodes'
import type { EventTables } from './tables/events'
import type { ExecutionTables } from './tables/executions'
import type { GovernanceTables } from './tables/governance'
import type { IntegrationTables } from './tables/integrations'
import type { PeopleTables } from './tables/people'
import type { SocialTables } from './tables/social'

export type * from './tables/agents'
export type * from './tables/audit'
export type * from './tables/backplane'
export type * from './tables/coordination'
export type * from './tables/episodes'
export type * from './tables/events'
export type * from './tables/executions'
export type * from './tables/governance'
export type * from './tables/integrations'
export type * from './tables/people'
export type * from './tables/social'

/**
 * The whole schema, one file for each capability that keeps something. Times are epoch milliseconds, ids UUID v7, truth values 0 and 1.
 * What has to be stored but not read (`sealed`) is encrypted; tokens are kept as hashes only.
 */
export interface Tables
  extends AuditTables,
    PeopleTables,
    BackplaneTables,
    EventTables,
    AgentTables,
    GovernanceTables,
    IntegrationTables,
    ExecutionTables,
    EpisodeTables,
    CoordinationTables,
    SocialTables {
  migration: { name: string; at: number }
  instance: InstanceRow
  /** One row: what only the key has that the stored data is sealed under. */
  secret_key_check: { id: number; value: string; set_at: number }
}

/** A running platform on this database; silent for 15 seconds, or its lock free, it is gone. */
export interface InstanceRow {
  id: string
  started_at: number
  seen_at: number
}

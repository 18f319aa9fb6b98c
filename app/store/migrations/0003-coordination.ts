import { sql } from 'kysely'
import type { Migration } from './migration'

export const coordination: Migration = {
  name: '0003_coordination',
  up: (db) => [
    db.schema.alterTable('proposal').alterColumn('agent_id', (column) => column.dropNotNull()),
    db.schema.alterTable('execution').addColumn('run_id', 'text'),
    db.schema.createIndex('execution_run').unique().on('execution').column('run_id').where('run_id', 'is not', null),
    db.schema
      .createTable('coordination')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('asked_as', 'text', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('result', 'text')
      .addColumn('error_code', 'text')
      .addColumn('error_detail', 'text')
      .addColumn('instance_id', 'text', (column) => column.notNull())
      .addColumn('trace_id', 'text', (column) => column.notNull())
      .addColumn('event_before', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint'),
    db.schema.createIndex('coordination_open').on('coordination').column('id').where(sql<boolean>`status in ('pending', 'running', 'awaiting_approval')`),
    db.schema.createIndex('coordination_of_asker').on('coordination').columns(['asked_by', 'id']),
    db.schema
      .createTable('task')
      .addColumn('coordination_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('round', 'integer', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('after', 'text', (column) => column.notNull())
      .addColumn('run_id', 'text', (column) => column.notNull())
      .addColumn('attempt', 'integer', (column) => column.notNull())
      .addColumn('handoff_id', 'text')
      .addColumn('replaces', 'integer')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('error_code', 'text')
      .addColumn('error_detail', 'text')
      .addColumn('ended_at', 'bigint')
      .addPrimaryKeyConstraint('task_key', ['coordination_id', 'number'])
      .modifyEnd(sql`without rowid`),
    db.schema.createIndex('task_run').unique().on('task').column('run_id'),
    db.schema.createIndex('task_handoff').unique().on('task').column('handoff_id').where('handoff_id', 'is not', null),
    db.schema.createIndex('event_topic').on('event').columns(['topic', 'number']),
    db.schema
      .createTable('handoff')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('from_agent_id', 'text', (column) => column.notNull())
      .addColumn('to_agent_id', 'text', (column) => column.notNull())
      .addColumn('from_level', 'text', (column) => column.notNull())
      .addColumn('parent_id', 'text')
      .addColumn('hop', 'integer', (column) => column.notNull())
      .addColumn('context', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('approved', 'integer', (column) => column.notNull())
      .addColumn('proposal_id', 'text')
      .addColumn('decision_id', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('begun_at', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('decided_at', 'bigint')
      .addColumn('trace_id', 'text', (column) => column.notNull()),
    db.schema.createIndex('handoff_proposal').unique().on('handoff').column('proposal_id').where('proposal_id', 'is not', null),
    db.schema
      .createTable('resource')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('strategy', 'text', (column) => column.notNull())
      .addColumn('fencing', 'integer', (column) => column.notNull()),
    db.schema
      .createTable('resource_request')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('resource_id', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('ttl_ms', 'bigint', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('fencing', 'integer')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('granted_at', 'bigint')
      .addColumn('expires_at', 'bigint')
      .addColumn('ended_at', 'bigint'),
    db.schema.createIndex('resource_request_open').on('resource_request').columns(['resource_id', 'id']).where(sql<boolean>`status in ('waiting', 'holding')`),
    db.schema
      .createTable('shared_state')
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('written_by', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text')
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('shared_state_key', ['scope', 'key']),
  ],
}

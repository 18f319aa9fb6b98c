import { sql } from 'kysely'
import type { Migration } from './migration'

export const agentsAndExecutions: Migration = {
  name: '0002_agents_and_executions',
  up: (db) => [
    db.schema.alterTable('send').addColumn('agent_id', 'text'),
    db.schema.alterTable('send').addColumn('decision_id', 'text'),
    db.schema
      .createTable('agent')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('instructions', 'text', (column) => column.notNull())
      .addColumn('category', 'text', (column) => column.notNull())
      .addColumn('model', 'text')
      .addColumn('maturity', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('term', 'integer', (column) => column.notNull())
      .addColumn('setbacks', 'integer', (column) => column.notNull())
      .addColumn('is_default', 'integer', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('agent_default').unique().on('agent').column('is_default').where('is_default', '=', sql.lit(1)),
    db.schema
      .createTable('agent_token')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('agent_id', 'text', (column) => column.notNull().references('agent.id'))
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint'),
    db.schema
      .createTable('agent_tally')
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('term', 'integer', (column) => column.notNull())
      .addColumn('decisions', 'integer', (column) => column.notNull())
      .addColumn('blocked', 'integer', (column) => column.notNull())
      .addColumn('ended', 'integer', (column) => column.notNull())
      .addColumn('intervened', 'integer', (column) => column.notNull())
      .addColumn('decided_proposals', 'integer', (column) => column.notNull())
      .addColumn('rejected_proposals', 'integer', (column) => column.notNull())
      .addColumn('episodes', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('agent_tally_key', ['agent_id', 'term']),
    db.schema
      .createTable('chat_session')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('chat_session_of').on('chat_session').columns(['asked_by', 'id']),
    db.schema
      .createTable('message')
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('session_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('execution_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('message_key', ['session_id', 'id'])
      .modifyEnd(sql`without rowid`),
    db.schema
      .createTable('execution')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('session_id', 'text')
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('complexity', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('supervised', 'integer', (column) => column.notNull())
      .addColumn('intervened', 'integer', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('content_hash', 'text', (column) => column.notNull())
      .addColumn('resolution_path', 'text', (column) => column.notNull())
      .addColumn('decision_id', 'text', (column) => column.notNull())
      .addColumn('proposal_id', 'text')
      .addColumn('model_choice', 'text')
      .addColumn('message_id', 'text')
      .addColumn('response', 'text')
      .addColumn('provider', 'text')
      .addColumn('model', 'text')
      .addColumn('usage', 'text')
      .addColumn('error_code', 'text')
      .addColumn('error_detail', 'text')
      .addColumn('reserved', 'text')
      .addColumn('instance_id', 'text')
      .addColumn('trace_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('started_at', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addColumn('last_event', 'integer'),
    db.schema.createIndex('execution_open').on('execution').column('id').where(sql<boolean>`status in ('pending', 'awaiting_approval', 'running', 'paused')`),
    db.schema
      .createTable('execution_event')
      .addColumn('execution_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('execution_event_key', ['execution_id', 'number'])
      .modifyEnd(sql`without rowid`),
    db.schema
      .createTable('proposal')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('setbacks', 'integer', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('content_hash', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('options', 'text')
      .addColumn('chosen', 'text')
      .addColumn('decided_by', 'text')
      .addColumn('decided_at', 'bigint')
      .addColumn('reason', 'text')
      .addColumn('execution_id', 'text')
      .addColumn('request_key', 'text')
      .addColumn('begun_at', 'bigint')
      .addColumn('decision_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('proposal_request').unique().on('proposal').columns(['asked_by', 'request_key']).where('request_key', 'is not', null),
    db.schema.createIndex('proposal_unbegun').on('proposal').column('id').where(sql<boolean>`status = 'approved' and kind = 'send' and begun_at is null`),
    db.schema.createIndex('execution_of_asker').on('execution').columns(['asked_by', 'id']),
    db.schema.createIndex('execution_of_agent').on('execution').columns(['agent_id', 'id']),
    db.schema.createIndex('proposal_of_asker').on('proposal').columns(['asked_by', 'id']),
    db.schema.createIndex('proposal_waiting').on('proposal').column('id').where(sql<boolean>`status = 'pending'`),
    db.schema
      .createTable('serious_intervention')
      .addColumn('execution_id', 'text', (column) => column.primaryKey())
      .addColumn('marked_by', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull()),
    db.schema
      .createTable('event')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('correlation_id', 'text'),
    db.schema
      .createTable('episode')
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('execution_id', 'text', (column) => column.notNull().unique())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('response', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('episode_key', ['agent_id', 'id'])
      .modifyEnd(sql`without rowid`),
    db.schema
      .createTable('episode_due')
      .addColumn('execution_id', 'text', (column) => column.primaryKey())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull()),
    db.schema
      .createTable('budget')
      .addColumn('owner_id', 'text', (column) => column.primaryKey())
      .addColumn('amount', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull()),
    db.schema
      .createTable('budget_day')
      .addColumn('owner_id', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('reserved', 'bigint', (column) => column.notNull())
      .addColumn('spent', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('budget_day_key', ['owner_id', 'day']),
  ],
}

import { sql } from 'kysely'
import type { Migration } from './migration'

export const backplane: Migration = {
  name: '0005_backplane',
  up: (db) => [
    db.schema
      .createTable('queue_task')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('queue', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('priority', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('ready', 'integer')
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('worker', 'text')
      .addColumn('held_by', 'text')
      .addColumn('result', 'text')
      .addColumn('error', 'text')
      .addColumn('added_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('claimed_at', 'bigint')
      .addColumn('heard_at', 'bigint')
      .addColumn('ended_at', 'bigint'),
    // What can be handed out now, in the order in which it is.
    db.schema.createIndex('queue_task_next').on('queue_task').columns(['queue', 'priority desc', 'number']).where(sql<boolean>`ready = 1`),
    // What waits for its time, however much of it there is, is not in the way of what can be handed out.
    db.schema.createIndex('queue_task_due').on('queue_task').columns(['queue', 'due_at']).where(sql<boolean>`ready = 0`),
    db.schema.createIndex('queue_task_heard').on('queue_task').column('heard_at').where(sql<boolean>`status = 'claimed'`),
    db.schema.createIndex('queue_task_status').on('queue_task').columns(['queue', 'status', 'number']),
    db.schema.createIndex('queue_task_ended').on('queue_task').column('ended_at').where(sql<boolean>`ended_at is not null`),
    db.schema
      .createTable('held_task')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('place', 'text', (column) => column.notNull()),
    db.schema
      .createTable('request')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('from_kind', 'text', (column) => column.notNull())
      .addColumn('from_id', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('to_id', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('reply', 'text')
      .addColumn('replied_by', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('request_to').on('request').columns(['to_id', 'id']).where(sql<boolean>`reply is null`),
    db.schema.createIndex('request_replied').on('request').column('id').where(sql<boolean>`reply is not null`),
    db.schema.createIndex('request_expires').on('request').column('expires_at'),
    db.schema
      .createTable('barrier')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('generation', 'integer', (column) => column.notNull())
      .addColumn('parties', 'integer', (column) => column.notNull()),
    db.schema
      .createTable('barrier_member')
      .addColumn('barrier', 'text', (column) => column.notNull())
      .addColumn('generation', 'integer', (column) => column.notNull())
      .addColumn('member', 'text', (column) => column.notNull())
      .addColumn('actor_id', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('heard_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('barrier_member_key', ['barrier', 'generation', 'member']),
    db.schema
      .createTable('barrier_end')
      .addColumn('barrier', 'text', (column) => column.notNull())
      .addColumn('generation', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('member', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('barrier_end_key', ['barrier', 'generation']),
    db.schema
      .createTable('breaker')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('retry_at', 'bigint')
      .addColumn('probe', 'text')
      .addColumn('changed_at', 'bigint', (column) => column.notNull()),
    db.schema
      .createTable('lease')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text')
      .addColumn('fencing', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull()),
  ],
}

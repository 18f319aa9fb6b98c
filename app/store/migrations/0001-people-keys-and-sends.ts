import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables'
import type { Migration } from './migration'

const credential = (db: Kysely<Tables>, table: 'token' | 'session') =>
  db.schema
    .createTable(table)
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('parent_id', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')

export const peopleKeysAndSends: Migration = {
  name: '0001_people_keys_and_sends',
  up: (db) => [
    db.schema
      .createTable('instance')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('seen_at', 'bigint', (column) => column.notNull()),
    db.schema
      .createTable('audit')
      .addColumn('seq', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text')
      .addColumn('of', 'text')
      .addColumn('outcome', 'text')
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('trace_id', 'text')
      .addColumn('instance_id', 'text')
      .addColumn('hash', 'text', (column) => column.notNull()),
    db.schema.createIndex('audit_of').on('audit').column('of').where('of', 'is not', null),
    db.schema
      .createTable('person')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('removed_at', 'bigint'),
    db.schema.createIndex('person_email').unique().on('person').expression(sql`lower(email)`),
    db.schema
      .createTable('identity')
      .addColumn('issuer', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
      .addPrimaryKeyConstraint('identity_key', ['issuer', 'subject']),
    credential(db, 'token'),
    credential(db, 'session'),
    db.schema
      .createTable('sign_in')
      .addColumn('state_hash', 'text', (column) => column.primaryKey())
      .addColumn('browser_hash', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull()),
    db.schema
      .createTable('provider_key')
      .addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
      .addColumn('provider', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text')
      .addColumn('last4', 'text')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('allow_platform_key', 'integer', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('provider_key_key', ['person_id', 'provider']),
    db.schema
      .createTable('send')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('idempotency_key', 'text')
      .addColumn('request_hash', 'text', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('attempt', 'integer', (column) => column.notNull())
      .addColumn('answer', 'text')
      .addColumn('failure', 'text')
      .addColumn('audit_id', 'text', (column) => column.notNull())
      .addColumn('instance_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('send_once', ['person_id', 'service', 'idempotency_key']),
    db.schema.createIndex('send_open').on('send').column('id').where(sql<boolean>`status in ('sending', 'unknown')`),
  ],
}

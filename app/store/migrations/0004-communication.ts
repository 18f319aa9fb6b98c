import { sql } from 'kysely'
import type { Migration } from './migration'

export const communication: Migration = {
  name: '0004_communication',
  up: (db) => [
    db.schema
      .createTable('direct_message')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('from_id', 'text', (column) => column.notNull())
      .addColumn('from_kind', 'text', (column) => column.notNull())
      .addColumn('to_id', 'text', (column) => column.notNull())
      .addColumn('to_kind', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('sent_by', 'text', (column) => column.notNull())
      .addColumn('idempotency_key', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
    db.schema
      .createIndex('direct_message_key')
      .unique()
      .on('direct_message')
      .columns(['sent_by', 'idempotency_key'])
      .where(sql<boolean>`idempotency_key is not null`),
    db.schema.createIndex('direct_message_to').on('direct_message').columns(['to_id', 'number']),
    db.schema
      .createTable('message_block')
      .addColumn('owner_id', 'text', (column) => column.notNull())
      .addColumn('sender_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('message_block_key', ['owner_id', 'sender_id']),
    db.schema
      .createTable('post')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('author_kind', 'text', (column) => column.notNull())
      .addColumn('posted_by', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('is_public', 'integer', (column) => column.notNull())
      .addColumn('place', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('removed_at', 'bigint')
      .addColumn('removed_by', 'text'),
    db.schema.createIndex('post_public').unique().on('post').column('place').where(sql<boolean>`place is not null`),
    db.schema.createIndex('post_private').on('post').column('number').where(sql<boolean>`is_public = 0`),
    db.schema.createIndex('post_of_author').on('post').columns(['author_id', 'number']),
    db.schema
      .createTable('reaction')
      .addColumn('post_id', 'text', (column) => column.notNull())
      .addColumn('emoji', 'text', (column) => column.notNull())
      .addColumn('actor_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('reaction_key', ['post_id', 'emoji', 'actor_id'])
      .modifyEnd(sql`without rowid`),
    db.schema
      .createTable('hashtag')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('post_number', 'integer', (column) => column.notNull())
      .addColumn('tag', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('hashtag_key', ['tag', 'author_id', 'created_at', 'post_number'])
      .modifyEnd(sql`without rowid`),
    db.schema.createIndex('hashtag_of_post').on('hashtag').column('post_number'),
    db.schema
      .createTable('hashtag_use')
      .addColumn('tag', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('latest', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('hashtag_use_key', ['tag', 'author_id'])
      .modifyEnd(sql`without rowid`),
    db.schema.createIndex('hashtag_use_latest').on('hashtag_use').column('latest'),
    db.schema
      .createTable('channel')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('is_private', 'integer', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
    db.schema
      .createTable('channel_member')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('member_id', 'text', (column) => column.notNull())
      .addColumn('member_kind', 'text', (column) => column.notNull())
      .addColumn('joined_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('channel_member_key', ['channel_id', 'member_id']),
    db.schema
      .createTable('channel_message')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('author_kind', 'text', (column) => column.notNull())
      .addColumn('posted_by', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('channel_message_of').on('channel_message').columns(['channel_id', 'number']),
    db.schema
      .createTable('subscription')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('owner_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('topics', 'text', (column) => column.notNull())
      .addColumn('begun_after', 'integer', (column) => column.notNull())
      .addColumn('done_up_to', 'integer', (column) => column.notNull())
      .addColumn('sent_up_to', 'integer')
      .addColumn('letter_id', 'text')
      .addColumn('sent_at', 'bigint')
      .addColumn('flights', 'integer', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('last_acknowledged', 'text')
      .addColumn('gap_from', 'integer')
      .addColumn('gap_to', 'integer')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint'),
    db.schema.createIndex('subscription_in_flight').on('subscription').column('sent_at').where(sql<boolean>`sent_at is not null`),
    db.schema
      .createTable('delivery')
      .addColumn('subscription', 'integer', (column) => column.notNull())
      .addColumn('event', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('delivery_key', ['subscription', 'event'])
      .modifyEnd(sql`without rowid`),
    db.schema
      .createTable('delivery_total')
      .addColumn('subscription', 'integer', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('published', 'integer', (column) => column.notNull())
      .addColumn('delivered', 'integer', (column) => column.notNull())
      .addColumn('acknowledged', 'integer', (column) => column.notNull())
      .addColumn('set_aside', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('delivery_total_key', ['subscription', 'topic'])
      .modifyEnd(sql`without rowid`),
    db.schema
      .createTable('dead_letter')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('subscription', 'integer', (column) => column.notNull())
      .addColumn('event_number', 'integer', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('set_aside_at', 'bigint', (column) => column.notNull())
      .addColumn('redelivered_at', 'bigint'),
    db.schema.createIndex('dead_letter_of').on('dead_letter').columns(['subscription', 'status', 'event_number']),
  ],
}

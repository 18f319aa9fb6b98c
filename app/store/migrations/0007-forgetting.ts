import type { Migration } from './migration'

export const forgetting: Migration = {
  name: '0007_forgetting',
  up: (db) => [
    db.schema
      .createTable('forgetting')
      .addColumn('person_id', 'text', (column) => column.primaryKey())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('audit_id', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addColumn('done_at', 'bigint'),
  ],
}

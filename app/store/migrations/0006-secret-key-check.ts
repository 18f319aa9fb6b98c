import type { Migration } from './migration'

export const secretKeyCheck: Migration = {
  name: '0006_secret_key_check',
  up: (db) => [
    db.schema
      .createTable('secret_key_check')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('set_at', 'bigint', (column) => column.notNull()),
  ],
}

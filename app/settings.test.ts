import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readSettings, WrongSetting } from './settings'

const refusal = (name: string, value: string): string => {
  try {
    readSettings({ [name]: value })
  } catch (error) {
    assert.ok(error instanceof WrongSetting)
    assert.equal(error.details.field, name)
    return error.message
  }
  return assert.fail(`${name}=${value} was taken`)
}

describe('settings', () => {
  it('have the defaults of the catalogue', () => {
    const { host, port, database, llm, tokenDays, sessionHours, signInStateMinutes, idempotencyHours, page, pageMax, bodyBytes, requestsPerMinute } =
      readSettings({})
    assert.deepEqual([host, port, database.path], ['127.0.0.1', 3_000, './data/concord.db'])
    const { connectMs, firstByteMs, idleMs, totalMs, retries, breakerFailures, breakerOpenMs } = llm
    assert.deepEqual([connectMs, firstByteMs, idleMs, totalMs, retries, breakerFailures, breakerOpenMs], [5_000, 30_000, 15_000, 120_000, 2, 5, 30_000])
    assert.deepEqual([tokenDays, sessionHours, signInStateMinutes, idempotencyHours], [90, 12, 10, 24])
    assert.deepEqual([page, pageMax, bodyBytes, requestsPerMinute], [50, 100, 1_048_576, 600])
  })

  it('put the providers in the order given, each with its model', () => {
    const { providers } = readSettings({ LLM_PROVIDERS: 'anthropic:claude-x, openai:gpt-y' }).llm
    assert.deepEqual(
      providers.map(({ name, model }) => [name, model]),
      [
        ['anthropic', 'claude-x'],
        ['openai', 'gpt-y'],
      ],
    )
  })

  it('keep the head of the audit trail beside the database, and for one in memory nowhere', () => {
    assert.equal(readSettings({}).auditHead, './data/concord.db.audit-head')
    assert.equal(readSettings({ CONCORD_AUDIT_HEAD: '/elsewhere/head' }).auditHead, '/elsewhere/head')
    assert.equal(readSettings({ DATABASE_URL: 'sqlite::memory:' }).auditHead, undefined)
    assert.throws(() => readSettings({ DATABASE_URL: 'sqlite::memory:', CONCORD_AUDIT_HEAD: './head' }), /^WrongSetting: CONCORD_AUDIT_HEAD is of no use/)
  })

  it('take an address of PostgreSQL, show no password of it, and name files after its database', () => {
    const { database, auditHead } = readSettings({ DATABASE_URL: 'postgres://uma:hidden@example.com:6543/con%20cord?password=also' })
    assert.deepEqual([database.shown, database.path], ['postgres://uma@example.com:6543/con%20cord', './data/con_cord'])
    assert.equal(auditHead, './data/con_cord.audit-head')
  })

  it('go to Temporal securely with a key, or with anything of what secures it, and otherwise as they are told', () => {
    const files = { TEMPORAL_TLS_CLIENT_CERT_PATH: 'our own.pem', TEMPORAL_TLS_CLIENT_KEY_PATH: 'our own.key' }
    const none = { serverCaPath: undefined, certificatePath: undefined, keyPath: undefined, serverName: undefined }
    assert.equal(readSettings({}).backplane.temporal.tls, undefined)
    assert.deepEqual(readSettings({ TEMPORAL_API_KEY: 'key' }).backplane.temporal.tls, none)
    assert.equal(readSettings({ TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'off' }).backplane.temporal.tls, undefined)
    assert.deepEqual(readSettings({ TEMPORAL_TLS: 'true' }).backplane.temporal.tls, none)
    assert.deepEqual(readSettings(files).backplane.temporal.tls, { ...none, certificatePath: 'our own.pem', keyPath: 'our own.key' })
    const off = { ...files, TEMPORAL_TLS: 'false' }
    assert.throws(() => readSettings(off), /^WrongSetting: TEMPORAL_TLS must not be off beside another setting of TEMPORAL_TLS_$/)
  })

  it('count an empty value as none', () => assert.equal(readSettings({ OPENAI_API_KEY: ' ' }).llm.providers[0]?.key, undefined))

  const wrong: readonly (readonly [name: string, value: string, sentence: RegExp])[] = [
    ['PORT', '65536', /^PORT must be a whole number from 0 to 65535$/],
    ['PORT', '3e3', /^PORT must be a whole number/],
    ['HOST', 'not a host', /^HOST must be an address or a host name$/],
    ['DATABASE_URL', 'mysql://x', /^DATABASE_URL must be sqlite:/],
    ['DATABASE_URL', 'postgres://localhost', /^DATABASE_URL must be an address such as postgres:\/\/user@host\/database$/],
    ['DATABASE_URL', 'postgres://uma:100%@localhost/concord', /^DATABASE_URL must be an address such as postgres:\/\/user@host\/database$/],
    ['CONCORD_ADMIN_TOKEN', 'short', /^CONCORD_ADMIN_TOKEN must have at least 16 characters/],
    ['CONCORD_SECRET_KEY', 'abcd', /^CONCORD_SECRET_KEY must be 32 bytes/],
    ['PUBLIC_URL', 'ftp://example.com', /^PUBLIC_URL must be an address/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of trace,/],
    ['LLM_PROVIDERS', 'openai:gpt-x,mistral:large', /^LLM_PROVIDERS must list providers.*"mistral:large" is none$/],
    ['LLM_PROVIDERS', 'openai,openai', /^LLM_PROVIDERS names a provider twice$/],
    ['LLM_MODELS', '[{"id":""}]', /^LLM_MODELS must be a JSON list/],
    ['LLM_TOTAL_TIMEOUT_MS', '0', /^LLM_TOTAL_TIMEOUT_MS must be a whole number from 1/],
    ['OPENAI_API_KEY', 'sk-x\r\nhost: evil', /^OPENAI_API_KEY must be one line/],
    ['CONCORD_TOKEN_DAY', '30', /^CONCORD_TOKEN_DAY is not a setting of Concord$/],
    ['LLM_RETRY', '3', /^LLM_RETRY is not a setting of Concord$/],
    ['CONCORD_AUDIT_HEAD', 'data/../data/concord.db', /^CONCORD_AUDIT_HEAD must not be the database itself$/],
    ['CONCORD_PAGE', '101', /^CONCORD_PAGE must not be more than CONCORD_PAGE_MAX/],
  ]
  for (const [name, value, sentence] of wrong) it(`refuse ${name}=${JSON.stringify(value)} by name`, () => assert.match(refusal(name, value), sentence))
})

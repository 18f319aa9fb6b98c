import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { localPath } from './local-path'

describe('a path to return to', () => {
  it('leads nowhere but here', () => {
    for (const path of ['/', '/docs', '/a/b?c=d&e=//f#g', '/übersicht', '/@evil.example', '/:80']) assert.ok(localPath(path)?.startsWith('/'), path)
    assert.equal(localPath('/übersicht'), '/%C3%BCbersicht')
    const hostile = [
      '',
      'docs',
      '//evil.example',
      '/\\evil.example',
      '\\/evil.example',
      'https://evil.example',
      '/\t/evil.example',
      '/a\r\nset-cookie: b',
      '/.//evil.example',
    ]
    for (const path of [...hostile, ` //evil.example`, 'javascript:alert(1)', `/${'x'.repeat(2_000)}`]) assert.equal(localPath(path), undefined, path)
  })
})

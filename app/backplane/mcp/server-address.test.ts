import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { serverAddress } from './server-address'

describe('where an MCP server is', () => {
  it('is a program with its arguments', () => {
    assert.deepEqual(serverAddress('npx -y @kazuph/mcp-taskmanager'), { kind: 'program', command: 'npx', args: ['-y', '@kazuph/mcp-taskmanager'], env: {} })
  })
  it('is a program with settings of its own, and words of several parts', () => {
    const address = serverAddress(`FILE_PATH=/data/tasks.json A=  "/opt/my tools/server" 'two words' --x=1`)
    assert.deepEqual(address, { kind: 'program', command: '/opt/my tools/server', args: ['two words', '--x=1'], env: { FILE_PATH: '/data/tasks.json', A: '' } })
  })
  it('is read by no shell', () => {
    assert.deepEqual(serverAddress('tasks; rm -rf $HOME && `id`'), {
      ...{ kind: 'program', command: 'tasks;', args: ['rm', '-rf', '$HOME', '&&', '`id`'], env: {} },
    })
  })
  it('is an address', () => {
    assert.deepEqual(serverAddress('https://tasks.example/mcp'), { kind: 'address', url: 'https://tasks.example/mcp' })
  })
  for (const text of ['', '  ', 'ONLY=settings', '""', 'http://'])
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(serverAddress(text), undefined)
    })
})

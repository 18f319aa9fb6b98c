import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { commandFrom, Misuse } from './command'

const parsed = (...args: string[]) => commandFrom(args)

describe('the arguments of the command', () => {
  it('ask to run an agent, with all its options', () => {
    assert.deepEqual(parsed('execute', 'Ada', 'Hello there', '--action', 'create', '--session', 's', '--model', 'm', '--require-approval', '--json'), {
      ...{ kind: 'execute', agent: 'Ada', message: 'Hello there', action: 'create', session: 's', model: 'm', requireApproval: true, json: true },
    })
  })
  it('ask to run an agent, with none', () => {
    assert.deepEqual(parsed('execute', 'Ada', 'Hello'), {
      ...{ kind: 'execute', agent: 'Ada', message: 'Hello', action: undefined, session: undefined, model: undefined, requireApproval: false, json: false },
    })
  })
  it('may hold a message that begins with a dash', () => {
    const command = parsed('execute', 'Ada', '--json', '--', '--json')
    assert.deepEqual(command.kind === 'execute' && [command.message, command.json], ['--json', true])
  })
  it('ask for the rest', () => {
    assert.deepEqual(parsed('agents', '--json'), { kind: 'agents', json: true })
    assert.deepEqual(parsed('proposals'), { kind: 'proposals', json: false })
    assert.deepEqual(parsed('proposals', 'approve', '7'), { kind: 'approve', id: '7', reason: undefined, option: undefined, json: false })
    assert.deepEqual(parsed('proposals', 'approve', '7', '--option', 'a b'), { kind: 'approve', id: '7', reason: undefined, option: 'a b', json: false })
    assert.deepEqual(parsed('proposals', 'reject', '7', '--reason', 'no'), { kind: 'reject', id: '7', reason: 'no', json: false })
    assert.deepEqual(parsed('people', 'forget', '7', '--confirm', 'a@b.c'), { kind: 'forget', person: '7', confirm: 'a@b.c', json: false })
    assert.deepEqual(parsed('audit', 'verify'), { kind: 'verify', json: false })
    assert.deepEqual(parsed('execute', '--help'), { kind: 'help' })
  })

  const wrong: Readonly<Record<string, readonly [args: readonly string[], sentence: RegExp]>> = {
    nothing: [[], /A command is missing/],
    'another command': [['dance'], /There is no command "dance"/],
    'a name of every object': [['constructor'], /There is no command "constructor"/],
    'half a command': [['audit'], /There is no command "audit"/],
    'the other half of another': [['audit', 'approve'], /There is no command "audit approve"/],
    'no agent': [['execute'], /an agent is missing/],
    'an empty message': [['execute', 'Ada', ' '], /a message is missing/],
    'a message in pieces': [['execute', 'Ada', 'Hello', 'there'], /"there" is too much/],
    'an option of another command': [['agents', '--reason', 'x'], /concord agents: there is no option --reason/],
    'an option that is none': [['agents', '--colour'], /Unknown option '--colour'/],
    'an option without its value': [['execute', 'Ada', 'Hello', '--action'], /argument missing/],
    'a rejection with an option': [['proposals', 'reject', '7', '--reason', 'no', '--option', 'x'], /there is no option --option/],
    'nobody to forget': [['people', 'forget', '--confirm', 'x'], /the person's id or address is missing/],
    'forgetting by accident': [['people', 'forget', '7'], /--confirm <address>/],
    'a rejection without a reason': [['proposals', 'reject', '7', '--reason', ' '], /--reason <text>/],
  }
  for (const [what, [args, sentence]] of Object.entries(wrong))
    it(`are wrong: ${what}`, () =>
      assert.throws(
        () => parsed(...args),
        (error) => error instanceof Misuse && error.usage && sentence.test(error.message),
      ))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEventReader, UnreadableStream } from './server-sent-events'

function read(...pieces: (string | Uint8Array)[]): [name: string, data: string][] {
  const seen: [string, string][] = []
  const reader = createEventReader((name, data) => seen.push([name, data]))
  for (const piece of pieces) reader.feed(Buffer.from(piece))
  return seen
}

test('An event ends with an empty line', () => {
  assert.deepEqual(read('event: word\ndata: one\n\ndata:two\n\n'), [
    ['word', 'one'],
    ['', 'two'],
  ])
})

for (const [name, end] of [
  ['LF', '\n'],
  ['CR', '\r'],
  ['CRLF', '\r\n'],
] as const) {
  test(`Cut at any byte it is read the same, with lines ending in ${name}`, () => {
    const whole = Buffer.from(['data: Größe 🌍', '', 'data: zwei', '', ': end', ''].join(end))
    for (let at = 0; at <= whole.length; at += 1) {
      assert.deepEqual(read(whole.subarray(0, at), whole.subarray(at)), [
        ['', 'Größe 🌍'],
        ['', 'zwei'],
      ])
    }
  })
}

test('Byte by byte it is read the same', () => {
  assert.deepEqual(read(...[...Buffer.from('data: é\r\n\r\n')].map((byte) => Uint8Array.of(byte))), [['', 'é']])
})

test('Several lines of data are one text', () => {
  assert.deepEqual(read('data: one\ndata:\ndata: three\n\n'), [['', 'one\n\nthree']])
})

test('Comments, ids, retry times and unknown fields are passed over', () => {
  assert.deepEqual(read(': ping\n\nid: 7\nretry: 10\nfoo: bar\ndata: x\n\n'), [['', 'x']])
})

test('Only one space after the colon is left out', () => {
  assert.deepEqual(read('data:  two spaces\n\n'), [['', ' two spaces']])
})

test('A byte order mark at the beginning is left out', () => {
  assert.deepEqual(read('\ufeffdata: x\n\n'), [['', 'x']])
})

test('An event that the stream does not finish is dropped', () => {
  assert.deepEqual(read('data: x\n'), [])
})

test('The name of one event is not that of the next', () => {
  assert.deepEqual(read('event: a\n\ndata: x\n\n'), [['', 'x']])
})

test('Text that is no UTF-8 is unreadable', () => {
  assert.throws(() => read(Buffer.from([0x64, 0xff, 0x0a])), UnreadableStream)
})

test('A line without an end is unreadable after a megabyte', () => {
  assert.throws(() => read('data: ', 'x'.repeat(1024 * 1024)), UnreadableStream)
})

test('An event without an end is unreadable after a megabyte', () => {
  const line = `data: ${'x'.repeat(100_000)}\n`
  assert.throws(() => read(...Array.from({ length: 11 }, () => line)), UnreadableStream)
})

import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { run } from './run'

interface Asked {
  readonly line: string
  readonly body: unknown
}

type Answers = Readonly<Record<string, (response: ServerResponse, time: number) => void>>

const ID = '01234567-89ab-7def-8123-456789abcdef'
const json = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const agents =
  (...items: object[]) =>
  (response: ServerResponse) =>
    json(response, 200, { items, next_cursor: null })
const ada = { id: ID, name: 'Ada', status: 'active', maturity: 'autonomous', category: 'general' }
const frame = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
const started = frame('execution:started', { execution_id: 'e1' })
const word = (delta: string) => frame('streaming:update', { delta })
const complete = frame('streaming:complete', { finish_reason: 'stop' })
const events = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' })

/** Runs the command against a platform that answers as it is told. */
async function command(args: readonly string[], answers: Answers, { columns }: { columns?: number } = {}) {
  const asked: Asked[] = []
  const times = new Map<string, number>()
  const server = createServer(async (request: IncomingMessage, response) => {
    const line = `${request.method} ${request.url}`
    const text = (await request.toArray()).join('')
    asked.push({ line, body: text === '' ? undefined : JSON.parse(text) })
    const time = (times.get(line) ?? 0) + 1
    times.set(line, time)
    const answer = answers[line]
    if (answer === undefined) return json(response, 404, { detail: `There is nothing at ${line}`, code: 'not_found' })
    answer(response, time)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const [out, err]: [string[], string[]] = [[], []]
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    columns,
    strong: (text: string) => text,
  }
  try {
    const code = await run(args, { CONCORD_URL: `http://127.0.0.1:${port}/`, CONCORD_TOKEN: 'ccd_test' }, terminal)
    return { code, asked, out: out.join(''), err: err.join('') }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const AGENTS = 'GET /api/agents'
const EXECUTE = `POST /api/agents/${ID}/execute`

describe('running an agent from a shell', () => {
  it('takes a stream up again after the last number, and prints every word once', async () => {
    const { code, out, err } = await command(['execute', 'Ada', 'Hello'], {
      [AGENTS]: agents(ada),
      [EXECUTE]: (response) => void events(response).write(started + word('Once '), () => response.destroy()),
      'GET /api/executions/e1/events?after=2': (response, time) => (time === 1 ? response.destroy() : events(response).end(word('upon') + complete)),
    })
    assert.deepEqual({ code, out, err }, { code: 0, out: 'Once upon\n', err: '' })
  })
  it('goes on after a correction with the next answer', async () => {
    const corrected = frame('streaming:complete', { finish_reason: 'corrected' })
    const { code, out } = await command(['execute', ID, 'Hello'], {
      [`GET /api/agents/${ID}`]: (response) => json(response, 200, ada),
      [EXECUTE]: (response) => events(response).end(started + word('Wrong') + corrected + word('Right') + complete),
    })
    assert.deepEqual({ code, out }, { code: 0, out: 'Wrong\nRight\n' })
  })
  it('prints what was said before an error, and the reason apart', async () => {
    const { code, out, err } = await command(['execute', 'Ada', 'Hello'], {
      [AGENTS]: agents(ada),
      [EXECUTE]: (response) => events(response).end(started + word('Half') + frame('streaming:error', { code: 'stopped', detail: 'Sam stopped it' })),
    })
    assert.deepEqual({ code, out, err }, { code: 1, out: 'Half\n', err: 'Sam stopped it\n' })
  })
  it('keeps a terminal safe from what a model says', async () => {
    const answers = { [AGENTS]: agents(ada), [EXECUTE]: (response: ServerResponse) => void events(response).end(started + word('\u001b[2Jred') + complete) }
    assert.equal((await command(['execute', 'Ada', 'Hello'], answers, { columns: 80 })).out, '[2Jred\n')
    assert.equal((await command(['execute', 'Ada', 'Hello'], answers)).out, '\u001b[2Jred\n')
  })
  it('sends what the options say', async () => {
    const { asked } = await command(['execute', 'Ada', 'Hi', '--action', 'create', '--session', 's', '--model', 'm', '--require-approval', '--json'], {
      [AGENTS]: agents(ada),
      [EXECUTE]: (response) => json(response, 200, { status: 'completed' }),
    })
    assert.deepEqual(asked.at(-1)?.body, { message: 'Hi', action: 'create', session_id: 's', model: 'm', require_approval: true })
  })
  it('ends as its status says', async () => {
    const ends = async (status: number, body: object) =>
      (await command(['execute', 'Ada', 'Hi', '--json'], { [AGENTS]: agents(ada), [EXECUTE]: (response) => json(response, status, body) })).code
    assert.equal(await ends(200, { status: 'completed' }), 0)
    assert.equal(await ends(200, { status: 'interrupted' }), 1)
    assert.equal(await ends(403, { code: 'action_forbidden', detail: 'no' }), 1)
    assert.equal(await ends(202, { proposal_id: 'p', approval_required: true }), 3)
  })
  it('prefers the agent that is not retired, on whichever page it stands', async () => {
    const first = (response: ServerResponse) => json(response, 200, { items: [{ ...ada, id: 'old', status: 'retired' }], next_cursor: 'n/1' })
    const { code } = await command(['execute', 'Ada', 'Hi', '--json'], {
      [AGENTS]: first,
      'GET /api/agents?cursor=n%2F1': agents(ada),
      [EXECUTE]: (response) => json(response, 200, { status: 'completed' }),
    })
    assert.equal(code, 0)
  })
  it('is misused with an id that no agent has', async () => assert.equal((await command(['execute', ID, 'Hi'], {})).code, 2))
})

describe('deciding from a shell', () => {
  it('sends the hash of what it showed', async () => {
    const proposal = { id: 'p1', agent_id: ID, action: 'create', content: { message: 'A poem' }, content_hash: 'abc', status: 'pending' }
    const { code, asked, err, out } = await command(['proposals', 'approve', 'p1', '--reason', 'good'], {
      [AGENTS]: agents(ada),
      'GET /api/proposals/p1': (response) => json(response, 200, proposal),
      'POST /api/proposals/p1/approve': (response) => json(response, 200, { ...proposal, status: 'approved', execution_id: 'e1' }),
    })
    assert.deepEqual({ code, out, body: asked.at(-1)?.body }, { code: 0, out: 'Approved: execution e1\n', body: { content_hash: 'abc', reason: 'good' } })
    assert.match(err, /^Ada, create: \{\n {2}"message": "A poem"\n\}/)
  })
})

describe('settling a conflict from a shell', () => {
  const options = ['Ship today', "Don't $(ship)"]
  const conflict = { id: 'p1', agent_id: null, action: 'resolve_conflict', content: { proposals: [] }, options, content_hash: 'abc', status: 'pending' }

  it('lists what there is to choose from', async () => {
    const { code, out } = await command(['proposals'], {
      [AGENTS]: agents(ada),
      'GET /api/proposals?status=pending': agents({ ...conflict, expires_at: '2026-11-21T12:00:00.000Z' }),
    })
    assert.equal(code, 0)
    assert.match(out, /\np1 {2}- {6}resolve_conflict {2}2026-11-21 12:00 UTC {2}'Ship today' or 'Don'\\''t \$\(ship\)'\n$/)
  })
  it('sends the option that was chosen', async () => {
    const { code, asked, err, out } = await command(['proposals', 'approve', 'p1', '--option', 'Ship today'], {
      [AGENTS]: agents(ada),
      'GET /api/proposals/p1': (response) => json(response, 200, conflict),
      'POST /api/proposals/p1/approve': (response) => json(response, 200, { ...conflict, status: 'approved', chosen: 'Ship today' }),
    })
    assert.deepEqual({ code, out, body: asked.at(-1)?.body }, { code: 0, out: 'Approved\n', body: { content_hash: 'abc', option: 'Ship today' } })
    assert.match(err, /^resolve_conflict: \{[\s\S]*\nTo approve it, choose one:\n {2}--option 'Ship today'\n {2}--option 'Don'\\''t \$\(ship\)'\n$/)
  })
})

describe('a platform that is none', () => {
  it('is told by what it answers', async () => {
    const { code, err } = await command(['agents'], { [AGENTS]: (response) => void response.writeHead(200).end('<html>') })
    assert.equal(code, 1)
    assert.match(err, /^What answers at http:\/\/127.0.0.1:\d+ is not Concord: 200 <html>\n$/)
  })
  it('cannot be named by a wrong address', async () => {
    const said: string[] = []
    const terminal = { out: () => {}, err: (text: string) => void said.push(text), columns: undefined, strong: String }
    assert.equal(await run(['agents'], { CONCORD_URL: 'here', CONCORD_TOKEN: 'ccd_test' }, terminal), 2)
    assert.deepEqual(said, ['CONCORD_URL must be an address that begins with http:// or https://\n'])
  })
})

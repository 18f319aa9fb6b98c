import { coordinate } from './coordinate'

const to = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`)

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort(new Error(signal)))

const surroundings = { print: to(process.stdout), complain: to(process.stderr), interrupted: interrupt.signal }
void coordinate(process.argv.slice(2), process.env, surroundings).then((code) => {
  process.exitCode = code
  // Of what was interrupted, something may still wait for answers that nobody gives.
  if (interrupt.signal.aborted) process.exit()
})

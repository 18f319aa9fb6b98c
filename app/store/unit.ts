import type { Statement } from './statement'

/** One statement with its input; an array of them is independent of each other and may be sent together. */
export interface Step {
  readonly statement: Statement<never, unknown>
  readonly input: object
}

/** The work of a unit: it yields statements and is given their rows. Nothing else can be awaited, so nothing slow happens inside a transaction. */
export type Write<Output> = Generator<Step | readonly Step[], Output, unknown>

/** One atomic piece of writing, known by name so that it can run in the writer's thread. Re-runnable; plain data in and out. */
export interface Unit<Input, Output> {
  readonly name: string
  readonly body: (input: Input) => Write<Output>
}

export const unit = <Input, Output>(name: string, body: (input: Input) => Write<Output>): Unit<Input, Output> => ({ name, body })

export const step = <Input extends object, Row>(statement: Statement<Input, Row>, input: Input): Step => ({
  statement: statement as Statement<never, unknown>,
  input,
})

/** Runs one statement inside a unit and answers its rows. */
export function* run<Input extends object, Row>(statement: Statement<Input, Row>, input: Input): Generator<Step, readonly Row[], unknown> {
  return (yield step(statement, input)) as readonly Row[]
}

/** Runs independent statements inside a unit. */
export function* runAll(steps: readonly Step[]): Generator<readonly Step[], void, unknown> {
  yield steps
}

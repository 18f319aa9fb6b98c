import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { DependencyCircle, DuplicateTask, type Node, resolved, UnknownDependency } from './graph'

const node = (id: string, ...dependencies: string[]): Node => ({ id, dependencies })

/** A graph without circles: each depends only on some before it; then in any order. */
const acyclic = fc
  .array(fc.array(fc.nat()), { maxLength: 30 })
  .map((picks) => picks.map((picked, index) => node(`t${index}`, ...(index === 0 ? [] : picked.map((pick) => `t${pick % index}`)))))
const inAnyOrder = acyclic.chain((nodes) => fc.shuffledSubarray(nodes, { minLength: nodes.length }))

describe('a task graph', () => {
  it('is resolved to numbers, each once, in the order named', () => {
    assert.deepEqual(resolved([node('a', 'c', 'b', 'c'), node('b'), node('c', 'b')]), [[3, 2], [], [2]])
  })

  it('without circles is accepted whatever its order, and the numbers are those of the names', () => {
    fc.assert(
      fc.property(inAnyOrder, (nodes) => {
        const after = resolved(nodes)
        assert.deepEqual(
          after.map((numbers) => numbers.map((number) => nodes[number - 1]?.id)),
          nodes.map(({ dependencies }) => [...new Set(dependencies)]),
        )
      }),
    )
  })

  it('with a circle is refused, and the circle named is one', () => {
    fc.assert(
      fc.property(acyclic, fc.integer({ min: 1, max: 5 }), fc.nat(), (nodes, length, where) => {
        const names = Array.from({ length }, (_, index) => `c${index}`)
        const circle = names.map((id, index) => node(id, names[(index + 1) % length] ?? ''))
        const at = where % (nodes.length + 1)
        const error = refusal([...nodes.slice(0, at), ...circle, ...nodes.slice(at)])
        assert.ok(error instanceof DependencyCircle)
        const named = error.details.members?.circle as readonly string[]
        assert.equal(named[0], named.at(-1))
        assert.deepEqual(named.slice(1).toSorted(), names)
        // Each is followed by one that waits for it.
        for (const [index, id] of named.slice(1).entries()) assert.deepEqual(circle.find((each) => each.id === id)?.dependencies, [named[index]])
      }),
    )
  })

  it('names the place of what is unknown, and of a name used twice', () => {
    const unknown = refusal([node('a'), node('b', 'a', 'x')])
    assert.ok(unknown instanceof UnknownDependency)
    assert.equal(unknown.details.field, 'tasks[1].dependencies[1]')
    const twice = refusal([node('a'), node('b'), node('a')])
    assert.ok(twice instanceof DuplicateTask)
    assert.equal(twice.details.field, 'tasks[2].id')
    assert.equal(twice.message, 'Two tasks are called "a"; give each an id of its own')
    const unnamed = { ...node('a'), isUnnamed: true }
    assert.match(String(refusal([unnamed, node('a')])), /are called "a"/)
    assert.match(String(refusal([unnamed, unnamed])), /Two tasks of the same agent need ids of their own/)
  })

  it('may be as deep as it is long', () => {
    const nodes = Array.from({ length: 10_000 }, (_, index) => node(`t${index}`, ...(index === 0 ? [] : [`t${index - 1}`])))
    assert.deepEqual(resolved(nodes.toReversed()).slice(0, 2), [[2], [3]])
  })
})

function refusal(nodes: readonly Node[]): unknown {
  try {
    resolved(nodes)
    return undefined
  } catch (error) {
    return error
  }
}

import { describe, it } from 'node:test'
import { expect } from 'chai'
import { FAULT_KINDS, type FaultPlan, faultOf, readFaultPlan } from './fault'

const plan: FaultPlan = { seed: 42, delayMs: 50, probability: { delay: 0.1, timeout: 0.2, error: 0.3, drop: 0.15 } }
const attempts = Array.from({ length: 20_000 }, (_, index) => ({ operation: `queue.add tasks ${index % 100}`, attempt: 1 + Math.floor(index / 100) }))

describe('the failures that are injected', () => {
  it('come as often as was asked for', () => {
    const kinds = attempts.map((attempt) => faultOf(plan, attempt))
    for (const kind of FAULT_KINDS) expect(kinds.filter((each) => each === kind).length / attempts.length).to.be.closeTo(plan.probability[kind], 0.01)
  })

  it('are decided by seed, operation and attempt alone', () => {
    const once = attempts.map((attempt) => faultOf(plan, attempt))
    const backwards = attempts.toReversed().map((attempt) => faultOf(plan, attempt))
    expect(backwards.toReversed()).to.deep.equal(once)
    expect(attempts.map((attempt) => faultOf({ ...plan, seed: 43 }, attempt))).not.to.deep.equal(once)
  })

  it('never come where nothing was asked for, and always where everything was', () => {
    const never = { ...plan, probability: { delay: 0, timeout: 0, error: 0, drop: 0 } }
    const always = { ...plan, probability: { ...never.probability, error: 1 } }
    expect(new Set(attempts.map((attempt) => faultOf(never, attempt)))).to.deep.equal(new Set([undefined]))
    expect(new Set(attempts.map((attempt) => faultOf(always, attempt)))).to.deep.equal(new Set(['error']))
  })

  it('are read from a line', () => {
    expect(readFaultPlan('seed=42, delay=0.1,timeout=0.2,error=0.3,drop=0.15,delay_ms=50')).to.deep.equal(plan)
    expect(readFaultPlan('error=1')).to.deep.include({ seed: 0, delayMs: 50 })
  })

  it('take a seed that is given otherwise, and then know no seed', () => {
    expect(readFaultPlan('error=1', 7)).to.deep.include({ seed: 7 })
    expect(readFaultPlan('error=1,seed=7', 7)).to.match(/takes no seed/)
    expect(readFaultPlan('crash=1', 7)).to.match(/^knows delay, timeout, error, drop and delay_ms, not crash$/)
    expect(readFaultPlan('crash=1')).to.match(/drop, seed and delay_ms, not crash$/)
  })

  for (const [text, sentence] of [
    ['error', /name=number, not as "error"/],
    ['error=-1', /not as "error=-1"/],
    ['error=0.1,error=0.2', /names error twice/],
    ['crash=0.1', /not crash/],
    ['error=0.6,drop=0.5', /more than 1/],
    ['seed=42', /every probability is 0/],
    ['error=0.1,seed=1.5', /whole numbers/],
    ['error=0.1,delay_ms=60001', /at most 60000/],
  ] as const)
    it(`refuses ${text}`, () => {
      expect(readFaultPlan(text)).to.match(sentence)
    })
})

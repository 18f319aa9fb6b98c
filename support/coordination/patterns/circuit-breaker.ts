import type { Scenario, Scene } from '../pattern'
import { type Answer, expected, insist, type Performer } from '../performer'
import { BrokenPromise, promise } from '../promise'

const THRESHOLD = 5
const CALLERS = 5
const REFUSED = 503

const path = (scene: Scene, rest = '') => `/api/breakers/${scene.key}${rest}`
const state = async (scene: Scene, caller: Performer) =>
  expected(await insist(caller, () => caller.ask('circuit-breaker state', 'GET', path(scene))), 200, 'looking at the breaker')

/** Reports once; after a lost answer the breaker tells whether it was counted. */
async function fail(scene: Scene, caller: Performer): Promise<Answer> {
  const before = await state(scene, caller)
  return insist(
    caller,
    () => caller.ask('circuit-breaker record', 'POST', path(scene, '/record'), { outcome: 'failure' }),
    async () => {
      const now = await state(scene, caller)
      return now.failures > before.failures || now.state !== before.state ? { status: 200, body: now } : undefined
    },
  )
}

const attempt = (scene: Scene, caller: Performer) => caller.ask('circuit-breaker record', 'POST', path(scene, '/record'), { outcome: 'attempt' })

async function open(scene: Scene, callers: readonly Performer[]): Promise<void> {
  for (let failures = 1; failures <= THRESHOLD; failures += 1) {
    const caller = callers[failures % callers.length] as Performer
    const { state: now } = expected(await fail(scene, caller), 200, 'reporting a failure')
    promise(now === (failures < THRESHOLD ? 'closed' : 'open'), `after ${failures} failures in a row the breaker is ${now}`)
  }
}

const opensAtThreshold: Scenario = {
  pattern: 'circuit-breaker',
  promise: `${THRESHOLD} failures in a row open it for everybody`,
  async play(scene) {
    const callers = [await scene.agent('one'), await scene.agent('other')]
    await open(scene, callers)
    const answers = await Promise.all(callers.map((caller) => insist(caller, () => attempt(scene, caller))))
    promise(
      answers.every(({ status }) => status === REFUSED),
      'somebody was let in',
    )
  },
}

const oneProbe: Scenario = {
  pattern: 'circuit-breaker',
  promise: 'after its time one is let in as the probe, whose success closes it',
  async play(scene) {
    const callers = await Promise.all(Array.from({ length: CALLERS }, (_, index) => scene.agent(`caller-${index + 1}`)))
    await open(scene, callers)
    let probe: Performer | undefined
    // A probe whose answer is lost is nobody's: after the time the next one is let in.
    for (let rounds = 0; probe === undefined && rounds < 20; rounds += 1) {
      await scene.pass(scene.openMs + 50)
      const answers = await Promise.all(callers.map((caller) => attempt(scene, caller)))
      const letIn = callers.filter((_caller, index) => answers[index]?.status === 200)
      promise(letIn.length <= 1, `${letIn.length} of ${CALLERS} were let in at once`)
      promise(letIn.length === 1 || scene.faulty, 'nobody was let in')
      probe = letIn[0]
    }
    if (probe === undefined) throw new BrokenPromise('no probe was ever let in')
    const caller = probe
    const report = () => caller.ask('circuit-breaker record', 'POST', path(scene, '/record'), { outcome: 'success' })
    expected(await insist(caller, report), 200, 'reporting the success of the probe')
    const { state: now, failures } = await state(scene, caller)
    promise(now === 'closed' && failures === 0, `after the success of the probe the breaker is ${now}`)
  },
}

export const circuitBreaker: readonly Scenario[] = [opensAtThreshold, oneProbe]

import { setTimeout as rest } from 'node:timers/promises'
import { Agent } from 'undici'
import { type Api, createApi } from '../api'
import { createConformance, type Description } from '../conformance'
import type { Fakes } from '../fakes/fakes'
import type { House } from '../house'
import type { StorageHouse } from '../storage/storage'
import type { Company } from './casting'
import { createCasting } from './casting'
import type { Need } from './clock'
import { serveFakes } from './fakes'
import { createHealing, type Left } from './healing'
import { createNames, type Names, newMark } from './names'
import { momentOf, ownView } from './own-view'
import { renaming } from './renaming'
import type { Remote } from './settings'

/** Where examples take place on a platform that is somebody else's. */
export interface RemoteHouse extends House {
  /** Makes everything ready for the next example: the platform is well again, and there are people and agents of its own. */
  welcome(fakes: Fakes, need: Need): Promise<void>
  /** Whether the example has asked the platform anything. */
  isAsked(): boolean
  /** What the example leaves. */
  leaves(left: Left): void
}

const NOTHING: Left = { cutShort: false, sends: false }
/** So long no service is asked anything: then nobody works any more. */
const SETTLED_MS = 100
const SETTLED_WITHIN_MS = 3_000

/** Opens it: the stand-ins are served, and the description is fetched that answers are held against. */
export async function openRemoteHouse({ url, token, listen, port }: Remote): Promise<RemoteHouse> {
  let need: Need = () => {
    throw new Error('no example has begun')
  }
  let company: Company | undefined
  const since = (): number => Math.min(...Object.values(company?.members ?? {}).map(({ id }) => momentOf(id)))
  const unable = (what: string): void => {
    try {
      need('network', what)
    } catch {
      // It is told to the example.
    }
  }
  const fakes = await serveFakes({ listen, port, unable, since })
  let dispatcher = connections(url)
  const described = await createApi({ origin: url, dispatcher, conformance: undefined })({}).call('GET', '/openapi.json')
  const conformance = createConformance(described.status === 200 ? described.json<Description>() : {})
  const plain = (headers: Readonly<Record<string, string>>) => createApi({ origin: url, dispatcher, conformance: undefined })(headers)
  const checked = (headers: Readonly<Record<string, string>>) => createApi({ origin: url, dispatcher, conformance })(headers)
  /** Whoever still waits for an answer goes away, and what was asked for is given up. */
  const leave = async (): Promise<void> => {
    const before = dispatcher
    dispatcher = connections(url)
    wereStrangers = false
    await before.destroy()
  }
  let names = freshNames()
  let asked = false
  let left = NOTHING
  let wereStrangers = false
  const casting = createCasting({ api: plain, token, address: (email) => names.address(email) })
  const healing = createHealing({ fakes, runner: casting.runner })
  const present = (): Company => {
    if (company === undefined) throw new Error('nobody was invited yet')
    return company
  }
  const api = (headers: Readonly<Record<string, string>>): Api => {
    asked = true
    return renaming(ownView(noticing(checked(headers)), { since: since(), isForeign: names.isForeign, refuse: (what) => need('emptiness', what) }), names)
  }
  /** Wrong tokens are held against whoever comes from the same address. */
  const noticing = (api: Api): Api => ({
    ...api,
    async call(method, path, call) {
      const reply = await api.call(method, path, call)
      wereStrangers ||= reply.status === 401
      return reply
    },
  })
  return {
    origin: url,
    get dispatcher() {
      return dispatcher
    },
    conformance,
    api,
    network: { start: () => {}, answerWith: fakes.answerWith, unanswered: () => [], forgive: () => {}, reset: () => {}, stop: () => {} },
    get members() {
      return present().members
    },
    get agents() {
      return present().agents
    },
    get names() {
      return names
    },
    storage: NO_STORAGE,
    serve: () => {},
    isAsked: () => asked,
    leaves: (remains) => {
      left = { ...remains, sends: remains.sends && asked }
    },
    isToldToWait: fakes.isToldToWait,
    async settled() {
      // A busy platform answers late, and so it does everything else.
      for (const ms of [SETTLED_MS / 2, SETTLED_MS / 2]) {
        await rest(ms)
        await plain({}).call('GET', '/healthz')
      }
      for (const began = performance.now(); fakes.quietFor() < SETTLED_MS && performance.now() - began < SETTLED_WITHIN_MS; ) await rest(SETTLED_MS)
    },
    async welcome(own, ofExample) {
      need = ofExample
      if (left.cutShort || wereStrangers) await leave()
      await healing.heal(left)
      left = NOTHING
      fakes.answerWith(own.handlers())
      // Nobody has met those who were invited for an example that asked nothing.
      if (company !== undefined && !asked) return
      names = freshNames()
      company = await casting.invite()
      asked = false
    },
    async close() {
      await dispatcher.destroy()
      await fakes.close()
    },
  }
}

/** Connections to the platform; on this machine each time from another address of it, as strangers who know nothing of each other come. */
function connections(url: string): Agent {
  const isHere = process.platform === 'linux' && /^127\.|^localhost$/.test(new URL(url).hostname)
  const part = () => 1 + Math.floor(Math.random() * 250)
  return new Agent({ keepAliveTimeout: 60_000, ...(isHere ? { localAddress: `127.${part()}.${part()}.${part()}` } : {}) })
}

const freshNames = (): Names => createNames(newMark(Math.random()))

const nobody = (): never => {
  throw new Error('the store of a platform that is somebody else’s is not here')
}

const NO_STORAGE: StorageHouse = { engine: 'sqlite', take: nobody, prepare: async () => {}, database: nobody, close: async () => {} }

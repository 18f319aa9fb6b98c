import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { Reply } from './reply'

/** Holds answers against the platform's own published description. */
export interface Conformance {
  /** Throws if an answer is not as the description says: its address, its status, its fields. */
  check(reply: Reply): void
  /** What is done at an address, as its description says in a few words; undefined where nothing is described. */
  summary(method: string, path: string): string | undefined
}

interface Operation {
  readonly summary?: string
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>
}
export interface Description {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const ROOT = 'concord'
const IDENTIFIER = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const pointerPart = (text: string): string => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))

/** A page has no more than was asked for. That something is no longer kept is no thing of a page. */
function refuseLargePage(where: string, path: string, body: unknown): void {
  const { items } = body as { items?: readonly object[] }
  if (items === undefined) return
  const most = new URLSearchParams(path.split('?')[1]).get('limit')
  const size = items.filter((item) => !('gap' in item)).length
  if (most !== null && size > Number(most)) throw new Error(`${where} answered ${size} where ${most} were asked for at most`)
}

/** Answers by nobody's address (nothing there) are left alone; everything else has to be described. */
export function createConformance(description: Description): Conformance {
  const ajv = new Ajv2020({ strict: false, validateFormats: true })
  addFormats(ajv)
  ajv.addSchema({ $id: ROOT, ...description })
  const addresses = Object.entries(description.paths ?? {}).map(([template, operations]) => ({
    template,
    operations,
    pattern: new RegExp(`^${template.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }))
  const validators = new Map<string, ValidateFunction>()

  const validator = (pointer: string): ValidateFunction => {
    const known = validators.get(pointer)
    if (known) return known
    const made = ajv.compile({ $ref: `${ROOT}#${pointer}` })
    validators.set(pointer, made)
    return made
  }

  const operationAt = (method: string, path: string) => {
    const [pathname = ''] = path.split('?')
    // Several may fit: /api/agents/{id} fits /api/agents/ensemble too, but has no such method.
    const address = addresses.find(({ pattern, operations }) => pattern.test(pathname) && operations[method.toLowerCase()] !== undefined)
    return { address, operation: address?.operations[method.toLowerCase()] }
  }

  const summaries = new Map<string, string | undefined>()
  return {
    summary(method, path) {
      const like = `${method} ${path.split('?')[0]?.replaceAll(IDENTIFIER, '-')}`
      if (!summaries.has(like)) summaries.set(like, operationAt(method, path).operation?.summary)
      return summaries.get(like)
    },
    check({ method, path, status, headers, text }) {
      const { address, operation } = operationAt(method, path)
      if (!address || !operation) return
      const where = `${method} ${address.template}`
      const key = [String(status), `${String(status)[0]}XX`].find((each) => operation.responses?.[each])
      if (key === undefined) throw new Error(`${where} answered ${status}, which its description does not know: ${text}`)
      const type = String(headers['content-type'] ?? '').split(';')[0] ?? ''
      const described = Object.entries(operation.responses?.[key]?.content ?? {})[0]
      if (!described?.[1].schema || !type.endsWith('json')) return
      const pointer = ['', 'paths', address.template, method.toLowerCase(), 'responses', key, 'content', described[0], 'schema'].map(pointerPart).join('/')
      const validate = validator(pointer)
      const body: unknown = JSON.parse(text)
      if (!validate(body)) throw new Error(`${where} answered ${status} not as described: ${ajv.errorsText(validate.errors)}; ${text}`)
      refuseLargePage(where, path, body)
    },
  }
}

import * as audit from './audit/audit-store'
import * as keys from './integrations/key-store'
import * as sends from './integrations/send-store'
import * as signIn from './integrations/sign-in-store'
import * as credentials from './people/credential-store'
import * as people from './people/people-store'
import * as instances from './store/instances'
import type { Unit } from './store/unit'

const isUnit = (value: unknown): value is Unit<never, unknown> => typeof value === 'object' && value !== null && 'body' in value && 'name' in value

/** Every unit by its name: what the writing thread can be asked to do. */
export const units: Readonly<Record<string, Unit<never, unknown>>> = Object.fromEntries(
  [audit, credentials, people, instances, keys, signIn, sends]
    .flatMap((module) => Object.values<unknown>(module))
    .filter(isUnit)
    .map((unit) => [unit.name, unit]),
)

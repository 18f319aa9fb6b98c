import type { ConcordWorld } from './world'

/** Something that each scenario has one of, made when it is first asked for: what the steps of one capability remember. */
export function perScenario<T>(make: (world: ConcordWorld) => T): (world: ConcordWorld) => T {
  const made = new WeakMap<ConcordWorld, { readonly thing: T }>()
  return (world) => {
    const known = made.get(world)
    if (known) return known.thing
    const thing = make(world)
    made.set(world, { thing })
    return thing
  }
}

import type { ConcordWorld } from './world'

const ORIGINS = {
  // By the address that it was asked at, and by the one that it is known by (PUBLIC_URL).
  'our own page': ({ origin }: ConcordWorld) => origin,
  'a page of the platform as it is known': () => 'http://localhost:3000',
  'a page of another site': () => 'https://mallory.example',
  'a page that hides where it comes from': () => 'null',
} as const satisfies Record<string, (world: ConcordWorld) => string>

/** A page that speaks with the platform, in a feature's words. */
export type PageWords = keyof typeof ORIGINS
export const PAGE_WORDS = Object.keys(ORIGINS)

/** Where a browser says that a page comes from. */
export const originOf = (world: ConcordWorld, page: PageWords): string => ORIGINS[page](world)

/** The platform did not keep a promise. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise'
}

/** Throws BrokenPromise with this sentence unless it is so. */
export function promise(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new BrokenPromise(otherwise)
}

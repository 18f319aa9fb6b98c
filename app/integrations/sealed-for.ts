/** For whom a provider's key is sealed: it opens for nobody else. */
export const ownerOfKey = (personId: string, provider: string): string => `${personId}:${provider}`

/** For which sign-in the memory of it is sealed. */
export const ownerOfSignIn = (stateHash: string): string => `sign-in:${stateHash}`

/** Something long is done in pieces, and whoever else has something to do comes between them: waiting for a store alone lets nobody in. */
export const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

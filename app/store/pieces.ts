/** So much is done in one transaction, and so often at one time: whoever writes meanwhile hardly waits. */
export const PIECE = 200
const PIECES = 200

/** Does the next piece as long as that answers that there may be more. */
export async function inPieces(piece: () => Promise<boolean>): Promise<void> {
  for (let count = 0; count < PIECES && (await piece()); count += 1);
}

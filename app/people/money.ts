/**
 * Money is counted in whole billionths of the installation's currency, so that sums are exact. People write it as decimal numbers with at
 * most nine places.
 */

const PLACES = 9

/** The most that one amount can be, in the currency: beyond it a number could not hold the ninth place. */
export const MOST_MONEY = 8_000_000

/** Billionths; undefined for what is no amount: negative, too large, or with more than nine places. */
export function billionths(amount: number): number | undefined {
  if (!(amount >= 0 && amount <= MOST_MONEY)) return undefined
  const digits = amount.toFixed(PLACES)
  return Number(digits) === amount ? Number(digits.replace('.', '')) : undefined
}

/** Billionths as people read them. */
export const asAmount = (inBillionths: number): number => inBillionths / 10 ** PLACES

/** A sum that stays a number which can be kept exactly. */
export const safeSum = (...terms: readonly number[]): number =>
  Math.min(
    terms.reduce((sum, term) => sum + term, 0),
    Number.MAX_SAFE_INTEGER,
  )

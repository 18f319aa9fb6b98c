import type stringWidth from 'string-width'

let measure: typeof stringWidth | undefined

/** Columns that a text takes; wide characters count as two. Pure. The library learns every emoji as it is loaded, for which only those wait who draw. */
export function widthOf(text: string): number {
  measure ??= (require('string-width') as { default: typeof stringWidth }).default
  return measure(text)
}

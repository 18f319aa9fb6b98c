import { widthOf } from './width'

const segments = new Intl.Segmenter()

/** Text cut to so many columns; wide characters count as two. Pure. */
export function fitted(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  for (const { segment } of segments.segment(text)) {
    if (widthOf(kept + segment) > columns - 1) break
    kept += segment
  }
  return `${kept}…`
}

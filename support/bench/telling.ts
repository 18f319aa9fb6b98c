import { type platformOn, SOMEBODY } from './in-process'

export type House = Awaited<ReturnType<typeof platformOn>>

export const TOPIC = 'bench'

/** Publishes so many events, so many at once, each as if somebody had asked for it over the API. */
export async function publishMany({ platform }: House, count: number, atOnce: number): Promise<void> {
  const publisher = { by: SOMEBODY, traceId: '0af7651916cd43dd8448eb211c80319c' }
  const one = (number: number) =>
    platform.parts.publish({ type: 'note.written', topic: TOPIC, data: { number, at: performance.now(), text: 'Hello' } }, publisher)
  for (let done = 0; done < count; done += atOnce) await Promise.all(Array.from({ length: Math.min(atOnce, count - done) }, (_, index) => one(done + index)))
}

/** A server-sent event as it arrived. */
export interface ReadEvent {
  readonly event: string
  readonly id: string | undefined
  readonly data: string
}

/** Reads server-sent events to the end, telling each as it arrives. Rejects if the stream is cut off. */
export async function readEvents(source: AsyncIterable<Uint8Array>, tell: (event: ReadEvent) => void): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of source) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) tell(eventOf(block))
  }
  if (rest.trim() !== '') throw new Error(`the stream ended inside an event: ${rest}`)
}

function eventOf(block: string): ReadEvent {
  const fields = block.split('\n').map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')] as const
  })
  const value = (name: string) => fields.find(([field]) => field === name)?.[1]
  return {
    event: value('event') ?? 'message',
    id: value('id'),
    data: fields
      .filter(([field]) => field === 'data')
      .map(([, text]) => text)
      .join('\n'),
  }
}

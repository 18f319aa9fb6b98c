import { Dispatcher } from 'undici'

// A provider that costs nothing: it answers OpenAI's chat completions, streamed, within this process.

const WORDS = ['Hello', '! How', ' can', ' I', ' help', ' you', ' today', '? I', ' am', ' instant', '.']
const chunk = (rest: object) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'gpt-bench', ...rest })}\n\n`

/** One piece of a streamed answer, as OpenAI sends it. */
export const wordChunk = (content: string): string => chunk({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })

export const FIRST_CHUNK = chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] })

/** The end of a streamed answer. */
export const LAST_CHUNKS = [
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  chunk({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 } }),
  'data: [DONE]\n\n',
].join('')

const ANSWER = Buffer.from(`${FIRST_CHUNK}${WORDS.map(wordChunk).join('')}${LAST_CHUNKS}`)

/** Answers every request at once. */
export class InstantProvider extends Dispatcher {
  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller: Dispatcher.DispatchController = {
      ...{ paused: false, aborted: false, reason: null },
      ...{ pause() {}, resume() {}, abort() {} },
    }
    queueMicrotask(() => {
      handler.onRequestStart?.(controller, {})
      handler.onResponseStart?.(controller, 200, { 'content-type': 'text/event-stream' }, 'OK')
      handler.onResponseData?.(controller, ANSWER)
      handler.onResponseEnd?.(controller, {})
    })
    return true
  }
}

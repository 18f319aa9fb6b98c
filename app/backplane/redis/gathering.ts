interface Asked<Item, Answer> {
  readonly item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/** So much at most goes to the server at once: it does nothing else meanwhile. */
const MOST_AT_ONCE = 100

/** What is asked of one queue in one turn goes to the server together: each gets its own answer, in the order asked, or all the same error. */
export function gathered<Item extends { readonly queue: string }, Answer>(
  ask: (queue: string, items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  const waiting = new Map<string, Asked<Item, Answer>[]>()

  const send = async (queue: string, asked: readonly Asked<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await ask(
        queue,
        asked.map(({ item }) => item),
      )
      if (answers.length !== asked.length) throw new Error(`${asked.length} were asked for, and ${answers.length} answered`)
      for (const [index, answer] of answers.entries()) asked[index]?.resolve(answer)
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
  const sendAll = (queue: string) => {
    const asked = waiting.get(queue) ?? []
    waiting.delete(queue)
    while (asked.length > 0) void send(queue, asked.splice(0, MOST_AT_ONCE))
  }
  return (item) =>
    new Promise((resolve, reject) => {
      const others = waiting.get(item.queue)
      if (others !== undefined) return void others.push({ item, resolve, reject })
      waiting.set(item.queue, [{ item, resolve, reject }])
      process.nextTick(sendAll, item.queue)
    })
}

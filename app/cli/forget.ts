import type { Client } from './client'
import { type Forget, Misuse } from './command'

interface MemberView {
  readonly id: string
  readonly email: string
}

/** How far it is, as the API tells it. */
export interface ForgettingView {
  readonly id: string
  readonly status: 'forgetting' | 'forgotten'
}

/** Has somebody forgotten, and waits until nothing of them is left. Throws Misuse where nobody has that address. */
export async function forget({ person, confirm }: Forget, client: Client): Promise<ForgettingView> {
  const id = person.includes('@') ? await idAt(person, client) : person
  for (;;) {
    const forgetting = await client.post<ForgettingView>(`/api/people/${encodeURIComponent(id)}/forget`, { confirm })
    if (forgetting.status === 'forgotten') return forgetting
  }
}

async function idAt(email: string, client: Client): Promise<string> {
  const found = (await client.all<MemberView>('/api/people')).find((member) => member.email.toLowerCase() === email.toLowerCase())
  if (found === undefined) throw new Misuse(`Nobody with the address ${email} is a member; of somebody who was removed, name the id`)
  return found.id
}

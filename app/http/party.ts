import { Type } from 'typebox'
import type { NamedParty } from '../social/party'
import { Exactly, OneOf } from './schemas'

/** A person or an agent, as it is shown where it may be one as well as the other. */
export const PartyView = Exactly({
  kind: OneOf(['person', 'agent'] as const),
  id: Type.String(),
  name: Type.String({ description: 'As it is called now; empty for a person who was removed' }),
})

export const partyView = ({ kind, id, name }: NamedParty) => ({ kind, id, name })

/** The ids of which a request gives exactly one. */
export const EitherId = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }))

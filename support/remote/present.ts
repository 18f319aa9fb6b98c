import type { RemoteHouse } from './house'

let present: RemoteHouse | undefined

/** The house of this run, for its hooks. */
export function setRemoteHouse(house: RemoteHouse): void {
  present = house
}

export function remoteHouse(): RemoteHouse {
  if (present === undefined) throw new Error('another platform is tried by: npm run features -- --profile remote')
  return present
}

import { readFile } from 'node:fs/promises'
import type { TLSConfig } from '@temporalio/worker'
import { messageOf } from '../../shared/errors'
import { BackplaneUnavailable } from '../errors'
import type { TlsSettings } from './temporal-settings'

/** What the client of Temporal has to know for TLS, read now. Throws BackplaneUnavailable, which names the setting of a file that cannot be read. */
export async function readTls({ serverCaPath, certificatePath, keyPath, serverName }: TlsSettings): Promise<TLSConfig> {
  const [serverCa, certificate, key] = await Promise.all([
    read('TEMPORAL_TLS_SERVER_CA_CERT_PATH', serverCaPath),
    read('TEMPORAL_TLS_CLIENT_CERT_PATH', certificatePath),
    read('TEMPORAL_TLS_CLIENT_KEY_PATH', keyPath),
  ])
  return {
    ...(serverName !== undefined && { serverNameOverride: serverName }),
    ...(serverCa !== undefined && { serverRootCACertificate: serverCa }),
    ...(certificate !== undefined && key !== undefined && { clientCertPair: { crt: certificate, key } }),
  }
}

async function read(setting: string, path: string | undefined): Promise<Buffer | undefined> {
  if (path === undefined) return undefined
  return readFile(path).catch((error: unknown) => {
    throw new BackplaneUnavailable(`${setting} names a file that cannot be read: ${messageOf(error)}`, {}, { cause: error })
  })
}

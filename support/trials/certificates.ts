import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../../app/shared/errors'
import { MissingEngine } from '../storage/own-server'

/** A certificate and its key, PEM, in files. */
export interface Certified {
  readonly certificatePath: string
  readonly keyPath: string
}

/** Whom a trial trusts, and whom it has vouched for. */
export interface Certificates {
  readonly authorityPath: string
  /** For 127.0.0.1. */
  readonly server: Certified
  readonly client: Certified
  /** Somebody of whom the authority knows nothing. */
  readonly stranger: Certified
}

/** Makes certificates for a day in a folder. Throws MissingEngine where openssl is not. */
export function makeCertificates(folder: string): Certificates {
  const at = (name: string): Certified => ({ certificatePath: join(folder, `${name}.pem`), keyPath: join(folder, `${name}.key`) })
  const authority = at('authority')
  const alone = (name: string): Certified => {
    const made = at(name)
    openssl(['req', '-x509', ...NEW_KEY, '-keyout', made.keyPath, '-out', made.certificatePath, '-days', '1', '-subj', `/CN=${name}`])
    return made
  }
  const vouchedFor = (name: string): Certified => {
    const [made, asked, names] = [at(name), join(folder, `${name}.csr`), join(folder, `${name}.ext`)]
    writeFileSync(names, 'subjectAltName=IP:127.0.0.1\n')
    openssl(['req', ...NEW_KEY, '-keyout', made.keyPath, '-out', asked, '-subj', `/CN=${name}`])
    const by = ['-CA', authority.certificatePath, '-CAkey', authority.keyPath, '-CAcreateserial']
    openssl(['x509', '-req', '-in', asked, ...by, '-out', made.certificatePath, '-days', '1', '-extfile', names])
    return made
  }
  alone('authority')
  return { authorityPath: authority.certificatePath, server: vouchedFor('server'), client: vouchedFor('client'), stranger: alone('stranger') }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

function openssl(args: readonly string[]): void {
  try {
    execFileSync('openssl', args, { stdio: 'pipe' })
  } catch (error) {
    throw new MissingEngine(`certificates cannot be made here: ${messageOf(error)}`)
  }
}

export const pemOf = ({ certificatePath, keyPath }: Certified) => ({ cert: readFileSync(certificatePath), key: readFileSync(keyPath) })

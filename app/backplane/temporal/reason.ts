import { messageOf } from '../../shared/errors'

/** What the client's words for trouble on the way mean; they are for its makers. The first that fits. */
const TROUBLES: readonly (readonly [words: RegExp, meaning: string])[] = [
  [/InvalidCertificate\(NotValidForName/, 'its certificate is for another name'],
  [/InvalidCertificate\((\w+)/, 'its certificate is not trusted'],
  [/received fatal alert: (\w+)/, 'it does not accept the certificate of the platform'],
  [/PrivateKeyParseError|CertificateParseError/, 'the certificate of the platform and its key cannot be used'],
  [/InvalidMessage|CorruptMessage/, 'it does not speak TLS'],
  [/BrokenPipe|UnexpectedEof|ConnectionReset/, 'it broke the connection off (TLS on one side only, or a certificate that it does not accept)'],
  [/transport error|tonic::/i, 'nobody answers there'],
]

/** Why Temporal cannot be reached, as an operator is told it. */
export function reasonOf(error: unknown): string {
  const message = messageOf(error)
  return TROUBLES.find(([words]) => words.test(message))?.[1] ?? message
}

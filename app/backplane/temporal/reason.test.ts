import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { reasonOf } from './reason'

const SAID: readonly (readonly [said: string, told: string])[] = [
  [
    'tonic::transport::Error(Transport, ConnectError(Custom { kind: InvalidData, error: InvalidCertificate(UnknownIssuer) }))',
    'its certificate is not trusted',
  ],
  [
    'tonic::transport::Error(Transport, ConnectError(Custom { kind: InvalidData, error: InvalidCertificate(NotValidForNameContext { expected: DnsName("elsewhere.example"), presented: ["IpAddress(127.0.0.1)"] }) }))',
    'its certificate is for another name',
  ],
  [
    'Failed to call GetSystemInfo: code: \'Unknown error\', message: "transport error", source: tonic::transport::Error(Transport, hyper::Error(Io, Custom { kind: InvalidData, error: "received fatal alert: CertificateRequired" }))',
    'it does not accept the certificate of the platform',
  ],
  ['tonic::transport::Error(Transport, PrivateKeyParseError)', 'the certificate of the platform and its key cannot be used'],
  ['tonic::transport::Error(Transport, ConnectError(Custom { kind: InvalidData, error: InvalidMessage(InvalidContentType) }))', 'it does not speak TLS'],
  [
    'Failed to call GetSystemInfo: code: \'Unknown error\', message: "transport error", source: tonic::transport::Error(Transport, hyper::Error(Io, Custom { kind: BrokenPipe, error: "stream closed because of a broken pipe" }))',
    'it broke the connection off (TLS on one side only, or a certificate that it does not accept)',
  ],
  [
    'tonic::transport::Error(Transport, ConnectError(ConnectError("tcp connect error", 127.0.0.1:1, Os { code: 111, kind: ConnectionRefused, message: "Connection refused" })))',
    'nobody answers there',
  ],
  ['Namespace lost is not found.', 'Namespace lost is not found.'],
]

for (const [said, told] of SAID) test(`an operator is told that ${told}`, () => equal(reasonOf(new Error(said)), told))

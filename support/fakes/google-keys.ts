import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose'

const ALG = 'RS256'
const KID = 'google-key-1'

/** Made when first needed and kept for the life of the thread: making one takes longer than a scenario. */
let pair: ReturnType<typeof generateKeyPair> | undefined
const keys = () => {
  pair ??= generateKeyPair(ALG)
  return pair
}

/** What Google publishes to check its signatures with. */
export async function publicKeys(): Promise<JSONWebKeySet> {
  const { publicKey } = await keys()
  return { keys: [{ ...(await exportJWK(publicKey)), kid: KID, alg: ALG, use: 'sig' }] }
}

/** A signed token; a spoiled one has a signature that does not fit. */
export async function signed(claims: JWTPayload, { spoiled }: { spoiled: boolean }): Promise<string> {
  const { privateKey } = await keys()
  const token = await new SignJWT(claims).setProtectedHeader({ alg: ALG, kid: KID, typ: 'JWT' }).sign(privateKey)
  if (!spoiled) return token
  const at = token.lastIndexOf('.') + 10
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}

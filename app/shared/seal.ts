import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Encrypts what has to be stored but may not be read from the store. */
export interface Seal {
  /** The sealed text; it opens only for the same `owner`, so that a row copied to another owner is worthless. */
  close(plain: string, owner: string): string
  /** The plain text. Throws if it was changed, or sealed for another owner or under another key. */
  open(sealed: string, owner: string): string
}

const CIPHER = 'aes-256-gcm'
const VERSION = 'v1'
const TAG_BYTES = 16

/** AES-256-GCM with a random nonce for each text, the owner as associated data; `key` is 32 bytes. */
export function createSeal(key: Uint8Array): Seal {
  if (key.length !== 32) throw new RangeError('the sealing key must be 32 bytes long')
  return {
    close(plain, owner) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(owner))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return [VERSION, nonce.toString('base64url'), body.toString('base64url'), cipher.getAuthTag().toString('base64url')].join('.')
    },
    open(sealed, owner) {
      const [version, nonce, body, tag] = sealed.split('.')
      if (version !== VERSION || nonce === undefined || body === undefined || tag === undefined) throw new Error('not a sealed text')
      const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(owner)).setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
    },
  }
}

/** What only this key has: by it the key is recognised, and nothing of the key can be found from it. */
export const checkValueOf = (key: Uint8Array): string => markOf(key, 'which key this is')

/** How a key is called where people read it, by its check value. */
export const nameOfKey = (checkValue: string): string => checkValue.slice(0, 8)

/** Proves that whoever wrote a text had the key (HMAC-SHA-256, RFC 2104). Compare with `isMark`. */
export const markOf = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('hex')

/** Takes equally long wherever the two differ. */
export const isMark = (mark: string, expected: string): boolean => mark.length === expected.length && timingSafeEqual(Buffer.from(mark), Buffer.from(expected))

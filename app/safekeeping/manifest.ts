import { createHash } from 'node:crypto'
import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Head } from '../audit/head'
import { canonicalJson } from '../shared/canonical-json'
import { checkValueOf, isMark, markOf } from '../shared/seal'
import { OWNER_ONLY } from '../store/files'
import { NotDone } from './not-done'

/** What a backup says of itself, in the last 4,096 bytes of its file. Before them stands a database of SQLite, as any tool reads it. */
export interface Manifest {
  readonly format: number
  readonly id: string
  readonly takenAt: number
  /** The last change of the schema that the data has seen. */
  readonly schema: string
  /** The last record of the trail in it. */
  readonly head: Head
  /** The head that was kept apart at that moment; null if none was. */
  readonly kept: Head | null
  /** By what the secret key is recognised that the data is sealed under. */
  readonly key: string
  /** Of the database. */
  readonly bytes: number
  readonly sha256: string
}

const FORMAT = 1
const BEGINNING = 'Concord backup\n'
const LENGTH = 4_096
const PIECE = 1_048_576

const textOf = ({ format, id, takenAt, schema, head, kept, key, bytes, sha256 }: Manifest): string =>
  canonicalJson({ format, id, takenAt, schema, head, kept, key, bytes, sha256 })

/** Makes a backup of a file that holds a database: says at its end what it is, with a mark that nobody can make without the secret key. */
export function sealBackup(file: string, secretKey: Uint8Array, facts: Pick<Manifest, 'id' | 'takenAt' | 'schema' | 'head' | 'kept'>): Manifest {
  const manifest: Manifest = { ...facts, format: FORMAT, key: checkValueOf(secretKey), ...fingerprint(file) }
  const mark = markOf(secretKey, textOf(manifest))
  appendFileSync(file, `${BEGINNING}${canonicalJson({ ...manifest, mark })}`.padEnd(LENGTH - 1).concat('\n'))
  return manifest
}

/** What a file says of itself, which is not believed yet. Throws NotDone if it is no backup, cut short, or of a newer version. */
export function readManifest(file: string): Manifest & { readonly mark: string } {
  const trailer = endOf(file)
  if (trailer === undefined || !trailer.startsWith(BEGINNING)) throw new NotDone(`${file} is no backup of Concord, or was cut short`)
  const manifest = told(file, trailer.slice(BEGINNING.length))
  if (manifest.format !== FORMAT) throw new NotDone(`${file} was written by a newer version of Concord; use that version`)
  return manifest
}

function told(file: string, text: string): Manifest & { readonly mark: string } {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new NotDone(`${file} is damaged: what it says of itself cannot be read`, {}, { cause: error })
  }
}

/** Whether nobody has changed what a backup says of itself who did not have its secret key. */
export const isGenuine = ({ mark, ...manifest }: ReturnType<typeof readManifest>, secretKey: Uint8Array): boolean =>
  isMark(mark, markOf(secretKey, textOf(manifest)))

/** Takes the database out of a backup, into a file for its owner only. Throws NotDone if it is not, byte for byte, the one that was put in. */
export function unpack(file: string, { bytes, sha256 }: Pick<Manifest, 'bytes' | 'sha256'>, to: string): void {
  const out = openSync(to, 'wx', OWNER_ONLY)
  const hash = createHash('sha256')
  let read = 0
  try {
    for (const piece of piecesOf(file, bytes)) {
      read += piece.length
      hash.update(piece)
      appendFileSync(out, piece)
    }
  } finally {
    closeSync(out)
  }
  if (read !== bytes || hash.digest('hex') !== sha256) throw new NotDone(`${file} is damaged: its content is not what was backed up`)
}

function fingerprint(file: string): Pick<Manifest, 'bytes' | 'sha256'> {
  const hash = createHash('sha256')
  let bytes = 0
  for (const piece of piecesOf(file, Number.POSITIVE_INFINITY)) {
    bytes += piece.length
    hash.update(piece)
  }
  return { bytes, sha256: hash.digest('hex') }
}

function* piecesOf(file: string, bytes: number): Generator<Buffer> {
  const from = openSync(file, 'r')
  const buffer = Buffer.alloc(PIECE)
  try {
    for (let left = bytes; left > 0; ) {
      const count = readSync(from, buffer, 0, Math.min(PIECE, left), null)
      if (count === 0) return
      left -= count
      yield buffer.subarray(0, count)
    }
  } finally {
    closeSync(from)
  }
}

/** The last bytes of a file; undefined if it has fewer. */
function endOf(file: string): string | undefined {
  const from = openSync(file, 'r')
  try {
    const { size } = fstatSync(from)
    if (size < LENGTH) return undefined
    const buffer = Buffer.alloc(LENGTH)
    readSync(from, buffer, 0, LENGTH, size - LENGTH)
    return buffer.toString('utf8')
  } finally {
    closeSync(from)
  }
}

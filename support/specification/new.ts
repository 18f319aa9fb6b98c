import './compile-cache'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { messageOf } from '../../app/shared/errors'
import { readCatalogue } from './catalogue'
import { command, Misuse } from './misuse'
import { readFeatures } from './read'
import { skeletonOf } from './skeleton'
import { featuresOf } from './written'

const USE = 'npm run specification:new -- IDENTIFIER [--name my-capability]'

/** Begins a feature file for a statement of the catalogue. Nothing is ever written over. */
function begin(args: readonly string[]): number {
  const { identifier, name } = argumentsOf(args)
  const skeleton = skeletonOf(identifier, readCatalogue('features/requirements.yaml'), featuresOf(readFeatures().documents))
  const path = `${skeleton.folder}/${name ?? skeleton.name}.feature`
  if (existsSync(path)) throw new Misuse(`${path} is there already; --name calls the new one something else.`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, skeleton.text, { flag: 'wx' })
  process.stdout.write(`${path} is begun. What stands in [… brackets] is to be filled in; npm run specification:lint -- ${path} says what is left.\n`)
  return 0
}

function argumentsOf(args: readonly string[]): { identifier: string; name: string | undefined } {
  const { positionals, values } = parsed(args)
  const [identifier, ...more] = positionals
  if (identifier === undefined || more.length > 0) throw new Misuse(`It takes one identifier of the catalogue: ${USE}`)
  if (values.name !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(values.name)) throw new Misuse('A name is of small letters, digits and hyphens.')
  return { identifier: identifier.replace(/^@/, ''), name: values.name }
}

function parsed(args: readonly string[]): { positionals: string[]; values: { name?: string } } {
  try {
    return parseArgs({ args: [...args], options: { name: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    throw new Misuse(`${messageOf(error).split('. ')[0]}: ${USE}`)
  }
}

void command(begin)

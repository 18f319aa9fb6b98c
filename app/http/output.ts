import serializers from '@fastify/fast-json-stringify-compiler'

type Factory = ReturnType<typeof serializers>

/** Writes answers as their schemas say, as Fastify does; a schema is compiled when it is first needed: all at once would hold up every start. */
export function outputCompilers(): Factory {
  const build = serializers()
  return (schemas, options) => {
    const compile = build(schemas, options)
    return (route) => {
      let serialize: ReturnType<typeof compile> | undefined
      return (document) => {
        serialize ??= compile(route)
        return serialize(document)
      }
    }
  }
}

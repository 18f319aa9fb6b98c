// Preloaded before ts-node, which loads Node's REPL although nobody types here. The REPL loads `domain`, and that slows down every event
// emitter of the process for good: a seventh of the gateway's requests a second (support/bench).
const Module = require('node:module')

const load = Module._load
Module._load = function (request, ...rest) {
  return request === 'repl' ? {} : load.call(this, request, ...rest)
}

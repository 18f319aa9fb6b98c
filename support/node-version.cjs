// Preloaded before anything else: an older Node would crash later on, in native code or in the middle of a syntax it does not know.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`Concord needs Node 22.19 or newer, this is Node ${process.versions.node}; "npm run" finds the right one.\n`)
  process.exit(2)
}

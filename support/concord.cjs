#!/usr/bin/env node
// The `concord` command as it is installed: TypeScript is loaded as `npm start` loads it.
require('./node-version.cjs')
require('./run-typescript.cjs')
require('../app/cli.ts')

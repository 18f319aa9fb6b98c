import { enableCompileCache } from 'node:module'

// What is loaded after this is compiled once and kept: the checks of writers are to be quick.
enableCompileCache()

import { setDefaultTimeout } from '@cucumber/cucumber'
import { waitReally } from '../scenario-clock'

// Loaded by the profile alone: a job of a hundred tasks takes Temporal some seconds.
setDefaultTimeout(40_000)
waitReally(30_000)

// Where reports are written.
const reports = process.env.REPORTS_FOLDER ?? 'reports'

// The feature files are left to cucumber's default (features/**/*.feature): paths named here would be added to those of the command line.
const usual = {
  requireModule: [require.resolve('./support/run-typescript.cjs')],
  require: ['support/parameter-types.ts', 'support/world.ts', 'support/hooks.ts', 'steps/**/*.steps.ts'],
  format: [`html:${reports}/cucumber.html`, `junit:${reports}/junit.xml`],
  // What needs the engine on Redis: the profile redis alone.
  tags: 'not @redis',
}

module.exports = {
  default: usual,
  // The data on PostgreSQL instead of SQLite: CONCORD_TEST_POSTGRES names a server, else one is started for the run.
  // Not there: what is about data in a file of one machine, such as its backup.
  postgres: { ...usual, tags: `${usual.tags} and not @one-file`, worldParameters: { database: 'postgres' } },
  // Jobs for several agents led by Temporal: TEMPORAL_ADDRESS names a server, else a development server is started for the run.
  // Not there: jobs made up by the hundred and ends that cannot be written down, because Temporal tries again on the machine's clock, not on the
  // scenario's; pages; and what other processes go on with after a crash, which is the trial's (npm run trial:temporal).
  temporal: {
    ...usual,
    worldParameters: { engine: 'temporal' },
    tags: '(@workflow or @parallel) and not (@browser or @recovery or @property or @storage)',
  },
  // Coordination on Redis: CONCORD_TEST_REDIS names a server, else one is started for the run.
  redis: { ...usual, tags: '@backplane or @redis', worldParameters: { engine: 'redis' } },
  // A platform that is somebody else's: CONCORD_URL names it, CONCORD_TOKEN is an administrator's.
  remote: { ...usual, require: [...usual.require, 'support/remote/hooks.ts'], worldParameters: { engine: 'remote' } },
  // Ten times as many generated cases.
  thorough: { ...usual, worldParameters: { times: 10 } },
}

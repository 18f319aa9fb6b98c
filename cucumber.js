// The feature files are left to cucumber's default (features/**/*.feature): paths named here would be added to those of the command line.
const usual = {
  requireModule: ['ts-node/register'],
  require: ['support/parameter-types.ts', 'support/world.ts', 'support/hooks.ts', 'steps/**/*.steps.ts'],
  format: ['html:reports/cucumber.html', 'junit:reports/junit.xml'],
}

module.exports = {
  default: usual,
  // Ten times as many generated cases.
  thorough: { ...usual, worldParameters: { times: 10 } },
}

// A plugin of cucumber: only the examples that are named, in the order that is given.
const nameOf = ({ pickle, location }) => `${pickle.uri}:${location.line}`

module.exports = {
  type: 'plugin',
  optionsKey: 'strengthOrder',
  coordinator: ({ transform, options }) => {
    transform('pickles:filter', (pickles) => pickles.filter((pickle) => options[nameOf(pickle)] !== undefined))
    transform('pickles:order', (pickles) => [...pickles].sort((one, other) => options[nameOf(one)] - options[nameOf(other)]))
  },
}

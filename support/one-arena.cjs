// Preloaded first where the platform runs for long. glibc gives every thread an arena of its own to allocate from, and gives little of it back: some
// 20 MB with the ten threads that Node has here. It reads how many it may make when a program starts, so that this one starts itself once more.
// That closes what else was opened for it, such as a channel to whoever started it: then it goes on as it is.
const { env, execArgv, execPath, argv, execve, platform, send } = process

if (platform === 'linux' && env.MALLOC_ARENA_MAX === undefined && send === undefined && execve !== undefined) {
  execve(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, MALLOC_ARENA_MAX: '1' })
}

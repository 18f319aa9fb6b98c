/** The channel on which processes tell each other that they have committed. */
export const COMMITS = 'concord_commits'

/** The table in which each process notes the number of its last commit. */
export const MARKS = 'commit_mark'

/** The first half of every advisory lock of Concord: "Conc" in ASCII. */
const CONCORD = 0x436f6e63

/** Whose transaction it is that writes. */
export const LOCK_OF_WRITERS = `${CONCORD}, 1`
/** Who brings the schema up to date. */
export const LOCK_OF_MIGRATION = `${CONCORD}, 2`
/** The first half of the locks of processes; the other one is the hash of a process's id. */
export const LOCKS_OF_PROCESSES = CONCORD + 1

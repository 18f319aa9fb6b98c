import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A name for what is being made beside a file, which nobody takes for the file. What processes that were killed have left under such names is removed. */
export function draftBeside(path: string): string {
  const prefix = `${basename(path)}.draft-`
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10))) rmSync(join(dirname(path), name), { force: true })
  }
  return `${path}.draft-${process.pid}`
}

/** Removes a database and what belongs to it. */
export function removeDraft(draft: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(draft + end, { force: true })
}

/** Whether another process has it. In a container the numbers begin anew: under its own a process finds what an earlier one has left. */
function isAlive(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

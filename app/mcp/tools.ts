import { AGENT_TOOLS } from './agent-tools'
import { EVENT_TOOLS } from './event-tools'
import { TASK_TOOLS } from './task-tools'
import type { Declared } from './tool'
import { WAITING_TOOLS } from './waiting-tools'

/** Every tool that the platform offers to assistants. */
export const TOOLS: readonly Declared[] = [...EVENT_TOOLS, ...TASK_TOOLS, ...WAITING_TOOLS, ...AGENT_TOOLS]

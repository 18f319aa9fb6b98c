import type { Declared } from './tool'

const renamed = { name: 'queue', id: 'task_id' } as const
const QUEUE = 'The name of the queue: letters, digits and _ - . :'
const TASK = 'The id of the task, as claim_task or add_task gave it'
const held = { queue: QUEUE, task_id: TASK } as const

/** Work that is done by one worker at a time. */
export const TASK_TOOLS: readonly Declared[] = [
  {
    name: 'add_task',
    title: 'Add a task',
    description: 'Leave a task in a queue; one worker at a time is given it.',
    operation: 'POST /api/queues/{name}/tasks',
    effect: 'adds',
    renamed,
    meaning: { queue: QUEUE, title: 'What is to be done' },
  },
  {
    name: 'claim_task',
    title: 'Take the next task',
    description:
      'Take the next task of a queue, waiting for one if wanted. It is for this worker alone until it is completed or failed, or the worker is silent too long: heartbeats keep it. Without a task, task is null.',
    operation: 'POST /api/queues/{name}/claim',
    effect: 'adds',
    renamed,
    answer: 'task',
    meaning: { queue: QUEUE },
  },
  {
    name: 'heartbeat_task',
    title: 'Keep a task',
    description: 'Say that one is still at it, so that the task is given to nobody else.',
    operation: 'POST /api/queues/{name}/tasks/{id}/heartbeat',
    effect: 'settles',
    renamed,
    meaning: held,
  },
  {
    name: 'complete_task',
    title: 'Complete a task',
    description: 'Say that a task is done, with its result.',
    operation: 'POST /api/queues/{name}/tasks/{id}/complete',
    effect: 'adds',
    renamed,
    meaning: held,
  },
  {
    name: 'fail_task',
    title: 'Fail a task',
    description: 'Say that a task failed: it is tried again later, or is dead after its last try.',
    operation: 'POST /api/queues/{name}/tasks/{id}/fail',
    effect: 'adds',
    renamed,
    meaning: { ...held, error: 'What went wrong' },
  },
  {
    name: 'get_task',
    title: 'Show a task',
    description: 'What has become of a task.',
    operation: 'GET /api/queues/{name}/tasks/{id}',
    effect: 'reads',
    renamed,
    meaning: held,
  },
  {
    name: 'list_tasks',
    title: 'List tasks',
    description: 'The tasks of a queue in the order in which they were added, a page at a time.',
    operation: 'GET /api/queues/{name}/tasks',
    effect: 'reads',
    renamed,
    meaning: { queue: QUEUE, status: 'Only those', cursor: 'next_cursor of the page before', limit: 'How many on a page' },
  },
]

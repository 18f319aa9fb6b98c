@M06 @backplane @queues
Feature: Order of tasks
  What matters most is done first, and what waits longest among equals, so that nothing is forgotten.
  Seam: tasks that wait → task queue → the next worker.

  @M06.2
  Rule: The higher number goes first

    Example: Tasks are given by their number, not in the order in which they were added
      Given these tasks were added to "images"
        | task   | priority |
        | low    | -5       |
        | usual  | 0        |
        | urgent | 10       |
        | high   | 5        |
      When Sol takes all tasks from "images"
      Then Sol was handed "urgent", "high", "usual" and "low", in this order

    Example: The highest and the lowest number that there are
      Given these tasks were added to "images"
        | task    | priority |
        | lowest  | -1000000 |
        | usual   | 0        |
        | highest | 1000000  |
      When Sol takes all tasks from "images"
      Then Sol was handed "highest", "usual" and "lowest", in this order

    Example: What was added without a number counts as 0
      Given these tasks were added to "images"
        | task  | priority |
        | minus | -1       |
        | plain |          |
        | plus  | 1        |
      When Sol takes all tasks from "images"
      Then Sol was handed "plus", "plain" and "minus", in this order

  @M06.2
  Rule: Of those with the same number the oldest goes first

    Example: Equals are given in the order in which they were added
      Given Uma has added "one", "two" and "three" to "images"
      When Sol takes all tasks from "images"
      Then Sol was handed "one", "two" and "three", in this order

    Example: The oldest of the highest number goes before all others
      Given these tasks were added to "images"
        | task    | priority |
        | old     | 1        |
        | higher  | 2        |
        | newer   | 1        |
        | highest | 2        |
      When Sol takes all tasks from "images"
      Then Sol was handed "higher", "highest", "old" and "newer", in this order

  @M06.2
  Rule: A task that comes back keeps its place

    Example: What was given back goes before what was added later
      Given a failed task is tried again after 1 second
      And Uma has added "one" and "two" to "images"
      And Sol has taken "one" and failed
      And 1 second has passed
      When Sol takes all tasks from "images"
      Then Sol was handed "one" and "two", in this order

@AR-12 @operations @property @recovery
Feature: Killed at any moment
  Whatever the platform was at when its process was killed, it comes to a legal end when it is started again.
  Seam: people → work of every kind → platform that is killed at a moment made up → platform that is started again.

  Background:
    Given all agents will answer, some at once and some slowly
    And the platform runs in a process of its own

  @AR-12.26
  Rule: From any moment of a crash everything comes to a legal end

    Example: Nothing is lost or left in between, and nothing that changes something is done twice
      When runs, workflows, tasks and handoffs are begun at once, and the platform is killed meanwhile
      Then in 9 generated cases all that had begun came to a legal end, or waited for a human

    Example: A recovery that is cut off is gone on with at the next start
      When runs, workflows, tasks and handoffs are begun at once, and the platform is killed meanwhile
      Then in 6 generated cases cutting its recovery off left nothing undone, and did nothing twice

  @AR-12.26
  Rule: Recovering twice changes nothing

    Example: A second crash finds everything as the first recovery left it
      When runs, workflows, tasks and handoffs are begun at once, and the platform is killed meanwhile
      Then in 4 generated cases killing it again once it had recovered changed nothing

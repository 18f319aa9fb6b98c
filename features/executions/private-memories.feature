@AR-05 @executions
Feature: Whose memories are found
  What somebody told an agent stays between them, the agent and the supervisors.
  Seam: person → agent's episodes.
  How memories are found stands with finding them again.

  Background:
    Given OpenAI will answer "Noted"
    And Uma has told Ada "The blue van is broken", "The red van is ready" and "Nora is ill", at once

  @AR-05.25
  Rule: Memories are found by whoever asked for the work, by supervisors and by the agent itself

    Example: Whoever told it finds it
      When Uma asks what Ada remembers
      Then it is "Nora is ill", "The red van is ready", "The blue van is broken"

    Example: A supervisor finds it
      When Sam asks what Ada remembers
      Then it is "Nora is ill", "The red van is ready", "The blue van is broken"

    Example: Somebody else finds nothing of it
      When Mallory asks what Ada remembers
      Then there is nothing

    Example: Nor by what it was about
      When Mallory asks what Ada remembers of "the blue van"
      Then there is nothing

    Example: Another agent's memories are not among them
      Given Uma has told Ada 3 things
      When Uma asks what Sol remembers
      Then there is nothing

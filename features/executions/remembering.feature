@AR-05 @executions
Feature: Finding memories again
  What an agent remembers is found by when it was and by what it was about.
  Seam: person → agent's episodes → newest first, or likest first.

  Background:
    Given OpenAI will answer "Noted"

  @AR-05.25
  Rule: By time, the newest is found first

    Example: Three memories come in the order from newest to oldest
      Given Uma has told Ada "The blue van is broken", "The red van is ready" and "Nora is ill", a minute apart
      When Uma asks what Ada remembers
      Then it is "Nora is ill", "The red van is ready", "The blue van is broken"

    Example: Memories of the same moment are found in the order of their making, and once
      Given Uma has told Ada "The blue van is broken", "The red van is ready" and "Nora is ill", at once
      When Uma asks what Ada remembers
      Then it is "Nora is ill", "The red van is ready", "The blue van is broken"

    Example: Page by page none is missing and none comes twice
      Given Uma has told Ada 7 things
      When Uma asks what Ada remembers, 3 at a time
      Then Uma has found 7 memories, each once, the newest first

    Example: A supervisor, who finds everybody's, turns the pages likewise
      Given Uma has told Ada 7 things
      When Sam asks what Ada remembers, 3 at a time
      Then Sam has found 7 memories, each once, the newest first

    Example: Whoever has done nothing remembers nothing
      When Uma asks what Sol remembers
      Then there is nothing
      And OpenAI was never contacted

  @AR-05.25
  Rule: By likeness, the best is found first

    Example: What shares more of the words comes before what shares fewer
      Given Uma has told Ada "The blue van is broken", "The red van is ready" and "Nora is ill", a minute apart
      When Uma asks what Ada remembers of "Is the blue van broken?"
      Then the first two are "The blue van is broken", "The red van is ready"

    Example: Age does not count
      Given Uma has told Ada "Nora is ill", "The red van is ready" and "The blue van is broken", a minute apart
      When Uma asks what Ada remembers of "Nora, ill"
      Then the first is "Nora is ill"

    Example: What was answered counts as well as what was asked
      Given Ada has answered Uma "The parcel is in Lima" to "Where is it?"
      And Uma has told Ada "The blue van is broken", "The red van is ready" and "Nora is ill", at once
      When Uma asks what Ada remembers of "a parcel in Lima"
      Then the first is "Where is it?"

    Example: Text that looks like a search command is ordinary text
      Given Uma has told Ada "The blue van is broken", "The red van is ready" and "Nora is ill", at once
      When Uma asks what Ada remembers of "van\" OR * NEAR(' -blue (broken"
      Then the first is "The blue van is broken"

  @AR-05.25
  Rule: Nothing is found twice in one answer

    Example: A memory that is alike in question and answer is found once
      Given Ada has answered Uma "The blue van is broken" to "Is the blue van broken?"
      When Uma asks what Ada remembers of "the blue van is broken"
      Then it is "Is the blue van broken?"

    Example: Two memories of the same words are both found, each once
      Given Uma has told Ada "Nora is ill", "Nora is ill" and "The blue van is broken", at once
      When Uma asks what Ada remembers of "Nora is ill"
      Then the first two are "Nora is ill", "Nora is ill"
      And no memory was found twice

@M06 @operations
Feature: What an engine promises
  Whoever chooses an engine knows beforehand what it guarantees and what it cannot keep.
  Seam: operator → engine's guarantees → whoever relies on them.

  @M06.10
  Rule: What an engine guarantees is written down for every pattern

    Example: The engine in use tells what it promises
      When Uma asks what the engine of coordination promises
      Then for each pattern it is told how it is delivered, in what order, what outlives a crash, who has it alone and how fair it is

    Example: The embedded engine has nothing that it cannot keep
      When Uma asks what the engine of coordination promises
      Then the engine is "embedded", and it has no deviation

  @M06.10
  Rule: What an engine cannot keep is a listed deviation with its reason, and no fault

    Example: A promise that is broken as it was declared does not count as broken
      Given an engine that lets everybody through an open breaker
      And it is declared that the engine does not keep "5 failures in a row open it for everybody", because "it cannot count"
      When the engineer tries the breaker, giving each promise 3 seconds
      Then "5 failures in a row open it for everybody" is told as a deviation, with the reason "it cannot count"

    Example: What was not declared counts as broken all the same
      Given an engine that lets everybody through an open breaker
      And it is declared that the engine does not keep "5 failures in a row open it for everybody", because "it cannot count"
      When the engineer tries the breaker, giving each promise 3 seconds
      Then "after its time one is let in as the probe, whose success closes it" is told as broken
      And the command tells of a broken promise and how to repeat it

  @M06.10
  Rule: A deviation that has begun to hold is reported

    Example: A promise that is kept although it was declared as a deviation is told
      Given it is declared that the engine does not keep "5 failures in a row open it for everybody", because "it cannot count"
      When the engineer tries the breaker
      Then "5 failures in a row open it for everybody" is told as a deviation that has begun to hold, and the command does not report success

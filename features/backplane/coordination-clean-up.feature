@M06 @operations
Feature: Leaving nothing behind after trying the patterns
  An engineer tries an engine as often as needed, in any order, and finds it afterwards as it was before.
  Seam: command → platform on the chosen engine → what is left of it.

  @M06.9
  Rule: The platform and the data of a trial are gone afterwards

    Example: After a kept promise nothing listens and no data is left
      When the engineer tries the breaker
      Then nothing of the trial is left behind

    Example: Nothing listens and no data is left after a broken promise as well
      Given an engine that refuses every use
      When the engineer tries the breaker
      Then nothing of the trial is left behind

    Example: Nothing listens and no data is left after an interruption as well
      When the engineer tries the task queue and interrupts it
      Then nothing of the trial is left behind

  @M06.11
  Rule: In any order, one after the other or at once, the verdicts are the same

    Example: Three orders at once and one of them one by one end alike
      When the engineer tries everything in 3 orders at once, and in one of them one by one
      Then the verdicts of all trials are the same, and all promises are kept
      And nothing of any trial is left behind

  @M06.11
  Rule: A broken promise is broken in every order

    Example: An engine that lets everybody through is found out in every order
      Given an engine that lets everybody through an open breaker
      When the engineer tries the breaker in 3 orders at once, and in one of them one by one
      Then each trial tells of a broken promise
      And nothing of any trial is left behind

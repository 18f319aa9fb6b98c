@M06 @requests
Feature: Missing replies
  Who asks waits no longer than they said, whatever becomes of the agent that is asked.
  Seam: asker → backplane → time is over → asker.

  @M06.3 @backplane
  Rule: Without a reply in time, whoever asks is told so, and the question is gone

    Example: Nobody replies
      Given Uma has put "Is the van free?" to Sol, waiting 1 second
      When 1 second passes
      Then "Is the van free?" is not answered because nobody replied in time
      And nobody asks Sol anything

    Example: A late reply is refused and reaches nobody
      Given Uma has put "Is the van free?" to Sol, waiting 1 second
      And 1 second has passed
      When Sol replies "It is" to "Is the van free?"
      Then the request fails because it is not waited for any more
      And "Is the van free?" is not answered because nobody replied in time

    Example: Another question goes on waiting
      Given Uma has put "Is the van free?" to Sol, waiting 1 second
      And Ada has put "Is it clean?" to Sol, waiting 10 seconds
      When 1 second passes
      Then "Is the van free?" is not answered because nobody replied in time
      And Sol is asked "Is it clean?" by Ada

  @M06.3
  Rule: The time is over at the very moment that was said

    Scenario Outline: Waiting <long>, a reply at the last moment arrives
      Given Uma has put "Is the van free?" to Sol, waiting <long>
      And <nearly> milliseconds have passed
      When Sol replies "It is" to "Is the van free?"
      Then "Is the van free?" is answered "It is" by Sol

      Examples: a millisecond before the end
        | long        | nearly |
        | 2 seconds   | 1999   |
        | 300 seconds | 299999 |

    Scenario Outline: Waiting <long>, a reply at the end is too late
      Given Uma has put "Is the van free?" to Sol, waiting <long>
      And <long> have passed
      When Sol replies "It is" to "Is the van free?"
      Then the request fails because it is not waited for any more
      And "Is the van free?" is not answered because nobody replied in time

      Examples: short, and as long as one can wait
        | long        |
        | 2 seconds   |
        | 300 seconds |

    Scenario Outline: Nobody can wait <long>
      When Uma puts "Is the van free?" to Sol, waiting <long>
      Then the request fails because the request is not valid
      And the place named is how long it waits

      Examples: not at all, and too long
        | long                |
        | 0 seconds           |
        | 300001 milliseconds |

  @M06.3
  Rule: Waiting does not depend on what the clock on the wall shows

    Example: Set ahead, the reply still arrives
      Given Uma has put "Is the van free?" to Sol, waiting 60 seconds
      And the clock is set 1 hour ahead
      When Sol replies "It is" to "Is the van free?"
      Then "Is the van free?" is answered "It is" by Sol

    Example: Set back, the time is over all the same
      Given Uma has put "Is the van free?" to Sol, waiting 60 seconds
      And the clock was set 1 hour back
      When 60 seconds pass
      Then "Is the van free?" is not answered because nobody replied in time

@M06 @operations
Feature: Trying the patterns of coordination
  An engineer learns with one command whether an engine keeps what the platform promises, before anybody relies on it.
  Seam: command → platform on the chosen engine → agents.
  What fails on purpose is told under injected failures, the figures under measurements.

  @M06.9
  Rule: One command tries any pattern and says of each promise whether it was kept

    Scenario Outline: The promises of <pattern> are kept
      When the engineer tries <pattern>
      Then each promise of <pattern> is kept, and nothing else was tried
      And the command says that all went well

      Examples: every pattern
        | pattern               |
        | publish and subscribe |
        | the task queue        |
        | request and reply     |
        | scatter and gather    |
        | the barrier           |
        | the breaker           |

  @M06.9
  Rule: A broken promise is named with what was seen and with the command that repeats it

    Scenario Outline: An engine that <fault> is found out
      Given an engine that <fault>
      When the engineer tries <pattern>, giving each promise 3 seconds
      Then "<promise>" is told as broken
      And the command tells of a broken promise and how to repeat it

      Examples: faults of engines
        | fault                                              | pattern               | promise                                                                             |
        | gives a task to two workers                        | the task queue        | each of 50 tasks is done once by 5 workers                                          |
        | lets people through a barrier before all have come | the barrier           | nobody passes before 5 have arrived, then 5 pass, once, and again in the next round |
        | gives replies to the wrong question                | request and reply     | each of 30 questions asked at once gets the reply to it                             |
        | loses every third event                            | publish and subscribe | each of 3 subscribers gets each of 20 events once, in the order told                |
        | lets everybody through an open breaker             | the breaker           | 5 failures in a row open it for everybody                                           |

  @M06.9
  Rule: What is not over in its time is broken

    Example: A promise that nobody answers to is broken after its time
      Given an engine that never answers
      When the engineer tries the breaker, giving each promise 1 second
      Then "5 failures in a row open it for everybody" is told as broken, because it was not over after 1 second
      And the command tells of a broken promise and how to repeat it

  @M06.9
  Rule: Whoever wants to stop at the first broken promise gets no further ones tried

    Example: What comes after a broken promise is told as not tried
      Given an engine that refuses every use
      When the engineer tries the breaker one promise after the other, stopping at the first that is broken
      Then 1 promise is told as broken and 1 as not tried

  @M06.9
  Rule: Misuse is refused in one sentence, and nothing is tried

    Scenario Outline: Whoever asks for <misuse> is refused
      When the engineer asks for <misuse>
      Then the command refuses it as misuse, and names what is wrong

      Examples: misuse
        | misuse                                |
        | an unknown pattern                    |
        | an unknown engine                     |
        | no pattern at all                     |
        | no time for any promise               |
        | 101 promises at once                  |
        | something unknown                     |
        | an engine of which no place is known  |
        | figures in a folder that is not there |

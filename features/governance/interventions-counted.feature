@AR-05 @governance
Feature: Interventions counted
  Supervisors need not keep a list: each time they step in counts, once for each piece of work.
  Seam: pause, correction, stop or rejection → record → graduation.
  What the share of interventions decides stands with graduation.

  Background:
    Given OpenAI will answer "Done"

  @AR-05.23
  Rule: Work that a supervisor paused, corrected, stopped or rejected counts as intervened in, once

    Scenario Outline: One of two executions, which Sam <intervention>, makes a rate of a half
      Given Sol has completed 1 execution
      And Sam has <intervention> 1 execution of Sol
      When Uma looks up how far Sol has come
      Then its intervention rate is 0.5

      Examples: how Sam steps in
        | intervention |
        | paused       |
        | corrected    |
        | stopped      |

    Example: A rejected proposal counts among executions and decided proposals
      Given Sol has completed 1 execution
      And Sam has rejected 1 proposal of Sol
      When Uma looks up how far Sol has come
      Then its intervention rate is 0.5

    Example: An approved proposal counts as decided, and its execution as ended
      Given Sam has approved 1 proposal of Sol
      And Sam has rejected 1 proposal of Sol
      When Uma looks up how far Sol has come
      Then its intervention rate is 0.333

    Scenario Outline: A proposal that <lapsed> counts neither as decided nor as intervened in
      Given the platform makes its rounds
      And Sam has rejected 1 proposal of Sol
      And Uma has asked Sol to send email "Dear all"
      And <what happened>
      When Uma looks up how far Sol has come
      Then its intervention rate is 1

      Examples: of how it lapsed
        | lapsed   | what happened            |
        | expired  | 25 hours pass            |
        | was void | Uma cancels the execution |

    Example: An execution that Sam paused and then stopped counts once
      Given Sol has completed 1 execution
      And OpenAI takes 8 seconds to answer
      And Uma is waiting for Sol to create "The calendar"
      And Sam has paused the execution
      And Sam has stopped the execution
      When Uma looks up how far Sol has come
      Then its intervention rate is 0.5

    Example: What the person who asked cancels is no intervention
      Given Sol has completed 1 execution
      And Uma has cancelled 1 execution of Sol
      When Uma looks up how far Sol has come
      Then its intervention rate is 0

  @AR-05.23
  Rule: Only completed executions are episodes, and only blocked attempts lower the compliance

    Example: A failed execution is no episode
      Given only OpenAI is configured
      And OpenAI answers with a web page
      And Uma has asked Sol "Where is my parcel?"
      When Uma looks up how far Sol has come
      Then it has 0 episodes and a compliance of 1

    Example: What needs approval is not blocked
      Given Sam has rejected 1 proposal of Sol
      When Uma looks up how far Sol has come
      Then it has 0 episodes and a compliance of 1

    Example: What is blocked lowers it
      Given Stu has completed 3 executions
      And Stu was blocked 1 time
      When Uma looks up how far Stu has come
      Then it has 3 episodes and a compliance of 0.75

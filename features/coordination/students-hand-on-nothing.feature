@INTG-05 @handoff
Feature: Students hand on nothing
  Who is still learning passes no work on, and it is not held against them when somebody tries.
  Seam: person or agent → handoff → governance.

  @INTG-05.2
  Rule: A student hands on nothing

    Scenario Outline: Stu's work does not get to <receiver>
      Given the agent "Bo", student
      When Uma hands Stu's work on to <receiver>
      Then the request fails because the agent may not hand that on
      And no proposal waits
      And it is on record that Uma wanted to hand Stu's work on to <receiver>: blocked

      Examples: of all levels
        | receiver |
        | "Bo"     |
        | Ines     |
        | Sol      |
        | Ada      |

    Example: Nor does it with its own token
      When Stu hands its work on to Ines, with a token of its own
      Then the request fails because the agent may not hand that on

    Example: Nor does it hand on what was handed to it
      Given the agent "Bo", student
      And Uma has handed Ines's work on to Stu
      When Uma hands it on to "Bo"
      Then the request fails because the agent may not hand that on

    Example: Such a refusal is not held against the agent
      Given Stu has completed 10 executions
      And Uma was refused when she handed Stu's work on to Ines
      When Olivia looks up how far Stu has come
      Then it has 10 episodes and a compliance of 1

@INTG-05 @handoff @approval
Feature: Handing up too far, too late, or as a student
  Work climbs one level at a time, and only as long as the two agents are what they were.
  Seam: person → handoff → governance → proposal.

  @INTG-05.2
  Rule: Handing work more than one level up is refused

    Scenario Outline: <giver>'s work does not get to <receiver>
      Given the agent "Bo", intern
      When Uma hands <giver>'s work on to <receiver>
      Then the request fails because the agent may not hand that on
      And no proposal waits
      And it is on record that Uma wanted to hand <giver>'s work on to <receiver>: blocked

      Examples: of two levels up
        | giver | receiver |
        | Ines  | Ada      |
        | "Bo"  | Ada      |

    Example: It is said which level it takes
      When Uma hands Ines's work on to Ada
      Then the request fails because the agent may not hand that on
      And Uma is told that Ines is an intern, and that it takes a supervised agent

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
      Given Stu has completed 10 executions with OpenAI
      And Uma was refused when she handed Stu's work on to Ines
      When Olivia looks up how far Stu has come
      Then it has 10 episodes and a compliance of 1

  @INTG-05.2
  Rule: A proposal to hand up is void once giver or receiver is no longer what it was

    Scenario Outline: <agent> <change>, and the work never arrives
      Given Uma has handed Ines's work on to Sol
      And <agent> <change>
      When Sam approves it
      Then the request fails because the proposal is void
      And the handoff is void
      And Sol has been told of no work

      Examples: of changes before the decision
        | agent | change                 |
        | Ines  | was paused             |
        | Ines  | was paused and resumed |
        | Ines  | was demoted to student |
        | Sol   | was paused             |
        | Sol   | was retired            |

    Example: A receiver that has grown too far above the giver does not get it
      Given Uma has handed Ines's work on to Sol
      And Sol has completed 50 executions with OpenAI
      And Olivia has promoted Sol
      When Sam approves it
      Then the request fails because the proposal is void
      And the handoff is void

    Example: A giver that declined the work itself does not hand it up
      Given the agent "Bo", supervised
      And Uma has handed Sol's work on to Ines
      And Uma has handed it on to "Bo"
      And Ines has declined what Sol handed on because "I do not speak French"
      When Sam approves it
      Then the request fails because the proposal is void

    Example: Nobody has decided for 24 hours, and it has expired
      Given the platform makes its rounds
      And Uma has handed Ines's work on to Sol
      When 25 hours pass
      Then the handoff is expired
      And the context has not arrived at Sol

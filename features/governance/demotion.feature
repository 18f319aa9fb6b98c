@AR-05 @governance
Feature: Demotion
  An agent that did something that it must not do again loses a level in the same moment.
  Seam: supervisor → intervention marked as serious → agent's level → audit trail.
  What an agent may do at a lower level stands with the levels.

  Background:
    Given OpenAI takes 2 seconds to answer

  @AR-05.24
  Rule: An intervention that a supervisor marks serious takes one level at once

    Scenario Outline: <agent> was <before> and is <after>
      Given Sam has stopped 1 execution of <agent>
      When Sam marks it as serious, because "It promised a refund"
      Then <agent> is <after>

      Examples: one level each
        | agent | before     | after      |
        | Ada   | autonomous | supervised |
        | Sol   | supervised | intern     |
        | Ines  | intern     | a student  |

    Example: A student stays a student
      Given Sam has stopped 1 execution of Stu
      When Sam marks it as serious, because "It read what is private"
      Then Stu is a student

    Example: A student keeps its record, as there is no level to lose
      Given OpenAI will answer "Found"
      And Stu has completed 2 executions
      And Sam has stopped 1 execution of Stu
      And Sam has marked it as serious, because "It read what is private"
      When Uma looks up how far Stu has come
      Then it has 2 episodes and a compliance of 1

    Scenario Outline: Work that was <intervened> loses Sol a level too
      Given Sam has <intervened> 1 execution of Sol
      When Sam marks it as serious, because "It promised a refund"
      Then Sol is an intern

      Examples: of interventions beside a stop
        | intervened |
        | paused     |
        | corrected  |

    Example: A rejected proposal loses Sol a level too
      Given Sam has rejected 1 proposal of Sol
      When Sam marks it as serious, because "It wanted to delete everything"
      Then Sol is an intern

    Example: The record shows the execution and the reason
      Given Sam has stopped 1 execution of Sol
      When Sam marks it as serious, because "It promised a refund"
      Then it is on record that Sol went from supervised to intern by Sam, because "It promised a refund"

    Example: The lower level decides from now on
      Given Sam has stopped 1 execution of Ines
      And Sam has marked it as serious, because "It promised a refund"
      When Uma asks Ines "Could you help me?"
      Then the request fails because the agent may not do that

    Example: Back at the level that it had before, an agent begins its record anew
      Given Stu has completed 10 executions
      And Olivia has promoted Stu
      And Sam has stopped 1 execution of Stu
      And Sam has marked it as serious, because "It promised a refund"
      When Uma looks up how far Stu has come
      Then it has 0 episodes and a compliance of 1

  @AR-05.24
  Rule: Only a supervisor marks an intervention, only where there was one, and only once

    Example: Work that nobody intervened in cannot be marked
      Given Sol has completed 1 execution
      When Sam marks it as serious, because "I do not like it"
      Then the request fails because the present state does not allow it
      And Sol is supervised

    Example: The same intervention takes no second level
      Given Sam has stopped 1 execution of Ada
      And Sam has marked it as serious, because "It promised a refund"
      When Sam marks it as serious, because "It promised a refund"
      Then the request fails because the present state does not allow it
      And Ada is supervised

    Example: A user may not mark one
      Given Sam has stopped 1 execution of Ada
      When Uma marks it as serious, because "It was rude"
      Then the request fails because the role does not allow it
      And Ada is autonomous

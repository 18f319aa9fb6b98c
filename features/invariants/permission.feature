@AR-12 @governance @property
Feature: Permission, whatever is asked for
  An agent may what the published table says, no more and no less, whatever it is asked to do and by whatever way the work came to it.
  Seam: wish → governance → decision, in made-up cases.

  Background:
    Given all agents will answer "Done"

  @AR-12.23
  Rule: A higher level may all that a lower may, and the platform decides as the published table says

    Example: Each level may what the table says, also of actions that nobody knows
      When Uma looks up whether agents of each level may do anything, one of them paused or none
      Then the platform and the table say the same, and no level may less than a lower one, in 100 generated cases

    Scenario Outline: Permission in a case that failed where <what>
      When Uma looks up whether agents of each level may do anything, one of them paused or none
      Then the platform and the table say the same, and no level may less than a lower one, in the case <case>

      Examples: cases that once failed
        | what                                         | case            |
        | what nobody knows counted as thinking        | "-1019569221/2" |
        | large letters were taken for small ones      | "-114804220/1"  |
        | two levels above still needed approval only  | "-1496174086/2" |
        | a paused agent was allowed something         | "134026013/1"   |

  @AR-12.23
  Rule: A restriction never allows more

    Example: Asking for approval, pausing and retiring allow nothing that was forbidden
      When Uma asks agents of any level for anything, some of them paused or retired, some wishes for approval first
      Then each time it is decided as the table says, and a restriction never allows more, in 100 generated cases

    Example: Work that was handed on along any chain is decided by the least in it
      When Uma has anything done for work that was handed on along any chain, with some demoted on the way
      Then each time it is decided as the table says for the least in the chain, and never more is allowed, in 100 generated cases

    Scenario Outline: A restricted wish in a case that failed where <what>
      When Uma asks agents of any level for anything, some of them paused or retired, some wishes for approval first
      Then each time it is decided as the table says, and a restriction never allows more, in the case <case>

      Examples: cases that once failed
        | what                                             | case            |
        | asking for approval led round what was forbidden | "352803081/10"  |
        | a paused agent did something                     | "-287612951/9"  |

    Scenario Outline: Work that was handed on in a case that failed where <what>
      When Uma has anything done for work that was handed on along any chain, with some demoted on the way
      Then each time it is decided as the table says for the least in the chain, and never more is allowed, in the case <case>

      Examples: cases that once failed
        | what                                                   | case           |
        | only one of the chain counted                          | "-507245937/8" |
        | those before an approved step up counted as well       | "-169257952/2" |
        | the level that a giver had lost did not count          | "-903008066/8" |

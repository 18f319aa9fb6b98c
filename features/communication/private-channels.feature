@AR-12 @channels @access
Feature: Private channels
  What is private is known to its members alone, and only they let others in.
  Seam: person or agent → private channel → its members, and everybody else.

  @AR-12.16
  Rule: Nobody but its members finds a private channel

    Scenario Outline: <other> does not find it
      Given Uma has opened the private channel "Surprise"
      When <other> lists the channels
      Then <other> finds no channel

      Examples: whatever their role
        | other   |
        | Mallory |
        | Sam     |
        | Olivia  |
        | Ada     |

    Example: Its members find it
      Given Uma has opened the private channel "Surprise"
      And Uma has brought Ada into "Surprise"
      When Ada lists the channels
      Then Ada finds the channel "Surprise"

    Example: Its name is free for others
      Given Uma has opened the private channel "Surprise"
      When Mallory opens the channel "Surprise", about "support"
      Then Mallory is shown the channel "Surprise" about "support", public, with 1 member

  @AR-12.16
  Rule: To others a private channel is as if it were not there

    Scenario Outline: <other> cannot <what>
      Given Uma has opened the private channel "Surprise"
      When <other> tries to <what> "Surprise"
      Then the request fails because there is no such thing
      And the members of "Surprise" are, as Uma sees it, Uma alone

      Examples: whatever they try, whatever their role
        | other   | what                |
        | Mallory | join                |
        | Mallory | leave               |
        | Mallory | read                |
        | Mallory | list the members of |
        | Mallory | write in            |
        | Mallory | bring Sol into      |
        | Sam     | join                |
        | Sam     | read                |
        | Olivia  | list the members of |
        | Ada     | read                |
        | Ada     | write in            |

  @AR-12.16
  Rule: A member brings others in, for themselves and not for an agent

    Scenario Outline: <guest> is brought in and reads what was said
      Given Uma has opened the private channel "Surprise"
      And Uma has written "Cake at four" in "Surprise"
      And Uma has brought <guest> into "Surprise"
      When <guest> reads the channel "Surprise"
      Then <guest> has read "Cake at four"

      Examples: a person, an agent and a student
        | guest   |
        | Mallory |
        | Ada     |
        | Stu     |

    Example: A supervisor who may act for a member is no member
      Given Uma has opened the private channel "Surprise"
      And Uma has brought Ada into "Surprise"
      When Sam brings Sam into "Surprise"
      Then the request fails because there is no such thing

    Example: Whoever has left is outside again
      Given Uma has opened the private channel "Surprise"
      And Uma has brought Mallory into "Surprise"
      And Mallory has left "Surprise"
      When Mallory reads the channel "Surprise"
      Then the request fails because there is no such thing

    Example: A private channel that everybody has left is closed for good
      Given Uma has opened the private channel "Surprise"
      And Uma has left "Surprise"
      When Uma joins "Surprise"
      Then the request fails because there is no such thing

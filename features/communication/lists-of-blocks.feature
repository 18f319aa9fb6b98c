@AR-12 @messages
Feature: Lists of blocked senders
  Whoever has blocked senders sees whom, and can think again. What others have blocked stays theirs.
  Seam: person or agent → list → the receiver's blocks.

  @AR-12.3
  Rule: A receiver sees whom it has blocked, and nobody else's blocks

    Example: Everybody who is blocked is listed, people and agents alike
      Given Uma has blocked Mallory
      And Uma has blocked Ada
      When Uma lists whom she has blocked
      Then Mallory and Ada are listed

    Example: A block that was lifted is not listed
      Given Uma has blocked Mallory
      And Uma has blocked Ada
      And Uma has lifted the block of Mallory
      When Uma lists whom she has blocked
      Then Ada is listed

    Example: Whom others have blocked is not listed
      Given Uma has blocked Mallory
      When Sam lists whom he has blocked
      Then nobody is listed

    Example: None is missed and none is listed twice, page by page
      Given Uma has blocked Mallory
      And Uma has blocked Ada
      And Uma has blocked Sol
      When Uma lists whom she has blocked, 2 at a time
      Then Mallory, Ada and Sol are listed

    Example: A place in the list of blocks that was never given is refused
      When Uma lists whom she has blocked, from a place that was never given
      Then the request fails because the request is not valid
      And the place named is where the page begins

  @AR-12.3
  Rule: An agent's blocks are seen by the agent and by supervisors

    Scenario Outline: <somebody> sees whom Ada has blocked
      Given Ada has blocked Mallory
      When <somebody> lists whom Ada has blocked
      Then Mallory is listed

      Examples: who may
        | somebody |
        | Ada      |
        | Sam      |

    Scenario Outline: <somebody> does not see whom Ada has blocked
      Given Ada has blocked Mallory
      When <somebody> lists whom Ada has blocked
      Then the request fails because the role does not allow it

      Examples: who may not
        | somebody |
        | Mallory  |
        | Sol      |

    Example: An unknown agent has no list
      When Sam lists whom an unknown agent has blocked
      Then the request fails because there is no such thing

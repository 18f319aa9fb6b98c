@OPS @people
Feature: Who is forgotten
  What cannot be undone is done by those who may, to whom they mean, and once.
  Seam: administrator → role, confirmation → people.

  @OPS.9
  Rule: Administrators alone have somebody forgotten, and never themselves

    Scenario Outline: <who> may not have anybody forgotten
      When <who> forgets Uma
      Then the request fails because the role does not allow it
      And "Uma" is a member as a user

      Examples: who is no administrator
        | who     |
        | Sam     |
        | Uma     |
        | Mallory |

    Example: Olivia does not forget herself, so that the last administrator always stays
      When Olivia forgets Olivia
      Then the request fails because the present state does not allow it
      And "Olivia" is a member as an administrator

    Example: One of two administrators is forgotten by the other
      Given Olivia has invited "Nina" as an administrator
      When Olivia forgets "Nina"
      Then "Nina" is told that she is forgotten
      And there is no member called "Nina"

    Example: Nobody is forgotten who was never there
      When Olivia forgets somebody who was never there
      Then the request fails because there is no such thing

  @OPS.9
  Rule: Whoever has somebody forgotten says their address, so that nobody is forgotten by accident

    Scenario Outline: Uma is not forgotten on the word "<confirmation>"
      Given Uma has left "Quicksilver" in a message to Ada
      When Olivia forgets Uma, confirming it with "<confirmation>"
      Then the request fails because the request is not valid
      And the place named is the confirmation
      And "Uma" is a member as a user
      And "Quicksilver" is still stored

      Examples: what is not her address
        | confirmation         |
        | sam@example.com      |
        | uma@example.co       |
        | Uma                  |
        | yes                  |

    Example: Her address confirms it in capital letters too
      When Olivia forgets Uma, confirming it with "UMA@Example.COM"
      Then Olivia is told that Uma is forgotten
      And there is no member called "Uma"

  @OPS.9
  Rule: Who is forgotten is nobody from that moment on, and cannot be brought back

    Example: Her token is recognised no more
      When Olivia forgets Uma
      Then nobody is recognised by the token of Uma
      And there is no member called "Uma"

    Example: Asked again, the answer is the same
      Given Olivia has forgotten Uma
      When Olivia forgets Uma
      Then Olivia is told that Uma is forgotten
      And the record says that Olivia had Uma forgotten, from beginning to end

    Example: Somebody who was removed can be forgotten later
      Given Olivia has invited "Nina" as a user
      And Olivia has removed "Nina"
      When Olivia forgets "Nina", who was removed
      Then "Nina" is told that she is forgotten

    Example: Whoever is invited at her address is somebody else
      Given Uma has left "Quicksilver" in a message to Ada
      And Olivia has forgotten Uma
      When Olivia invites "Uma" as a user
      Then "Uma" is a member as a user
      And "Quicksilver" is in no answer of the platform

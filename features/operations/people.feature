@OPS @people
Feature: People
  Everybody is known to the platform by name and role, and an administrator decides who that is.
  Seam: administrator → people and their roles → every later request.
  Signing in with Google is a feature of its own.

  @OPS.2
  Rule: Administrators invite people and give each a role

    Example: An invited supervisor is a member and reads the audit trail
      When Olivia invites "Nina" as a supervisor
      Then "Nina" is a member as a supervisor
      And with a token "Nina" may read the audit trail
      But with a token "Nina" may not invite people

    Example: Two people cannot have the same address, however it is written
      Given Olivia has invited "Nina" as a user
      When Olivia invites "Norbert" as a user, at the address "NINA@Example.COM"
      Then the request fails because somebody has that email address
      And there is no member called "Norbert"

    Example: There is no role beyond the three
      When Olivia invites "Nina" as an owner
      Then the request fails because the request is not valid
      And there is no member called "Nina"

    Example: An invitation is in the audit trail, with who made it
      When Olivia invites "Nina" as a supervisor
      Then the audit trail says that Olivia invited "Nina"

  @OPS.2
  Rule: A changed role counts from the next request on

    Example: A supervisor who becomes a user reads the audit trail no more
      Given Olivia has invited "Nina" as a supervisor
      And with a token "Nina" may read the audit trail
      When Olivia makes "Nina" a user
      Then "Nina" is a member as a user
      And with a token "Nina" may not read the audit trail

  @OPS.2
  Rule: Whoever is removed is nobody from that moment on

    Example: A removed person is no member and is not recognised
      Given Olivia has invited "Nina" as a supervisor
      And with a token "Nina" may read the audit trail
      When Olivia removes "Nina"
      Then there is no member called "Nina"
      And nobody is recognised by the token of "Nina"

    Example: The address of a removed person can be invited again
      Given Olivia has invited "Nina" as a user
      And Olivia has removed "Nina"
      When Olivia invites "Nina" as a supervisor
      Then "Nina" is a member as a supervisor

    Example: Nobody is removed twice
      Given Olivia has invited "Nina" as a user
      And Olivia has removed "Nina"
      When Olivia removes "Nina"
      Then the request fails because there is no such thing

  @OPS.2
  Rule: The last administrator stays one

    Scenario Outline: The only administrator cannot be <lost>
      Given Olivia is the only administrator
      When Olivia <loses>
      Then the request fails because the present state does not allow it
      And "Olivia" is a member as an administrator

      Examples: how the last administrator would be lost
        | lost        | loses                 |
        | removed     | removes "Olivia"      |
        | made a user | makes "Olivia" a user |

    Example: One of two administrators may go
      Given Olivia has invited "Nina" as an administrator
      When Olivia removes "Nina"
      Then there is no member called "Nina"

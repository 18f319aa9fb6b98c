@OPS @people
Feature: Tokens
  A token stands for a person. It is shown once, does not last for ever, and can be taken away from one moment to the next.
  Seam: administrator → tokens → every later request, and those under way.

  @OPS.2
  Rule: The first start makes a token for an administrator and shows it once

    @recovery
    Example: The first start shows the administrator's token, and the second shows none
      Given an installation without data
      And the operator has started the platform and stopped it
      When the operator starts the platform
      Then it has shown one token, and that at the first start
      And whoever holds the token shown is an administrator

    @recovery
    Example: A token that the operator gives is taken and not shown
      Given an installation without data
      And these settings
        | CONCORD_ADMIN_TOKEN | correct-horse-battery-staple |
        | LOG_LEVEL           | trace                        |
      When the operator starts the platform
      Then whoever holds the token given is an administrator
      And it has shown no token

    @recovery
    Example: A given token that was revoked does not come back with a restart
      Given an installation without data
      And these settings
        | CONCORD_ADMIN_TOKEN | correct-horse-battery-staple |
      And the token given was revoked, and the platform stopped
      When the operator starts the platform
      Then the platform has ended in failure, saying at last "CONCORD_ADMIN_TOKEN is a token that was revoked; give another one"

  @OPS.2
  Rule: A token is shown once and kept only as a fingerprint

    Example: The list of a person's tokens shows none of them
      Given Olivia has given Uma a new token
      When Olivia lists the tokens of Uma
      Then 2 tokens are listed, and Uma's new token is not shown

    Example: Whoever reads all that is stored finds fingerprints
      Given Olivia has given Uma a new token
      When an operator reads all that is stored
      Then the fingerprint of Uma's new token is there
      And Uma's new token is not there

  @OPS.2
  Rule: A token lasts 90 days

    Example: In the last moment of the 90th day it still stands for Uma
      Given Olivia has given Uma a new token
      When 90 days minus 1 millisecond pass
      Then Uma is recognised by her new token

    Example: When the 90 days are over it stands for nobody
      Given Olivia has given Uma a new token
      When 90 days pass
      Then nobody is recognised by Uma's new token

    Example: Whoever makes a token is told when it ends
      When Olivia gives Uma a new token
      Then it ends 90 days after it was made

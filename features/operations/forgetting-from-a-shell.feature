@OPS @people @shell
Feature: Forgetting from a shell
  An administrator at a terminal has somebody forgotten, and knows when that is done.
  Seam: shell → concord command → people.

  @OPS.9
  Rule: An administrator can have somebody forgotten from a shell, which waits until it is done

    Example: Olivia forgets Uma by her address
      Given Uma has left "Quicksilver" in a message to Ada
      When Olivia runs "concord people forget uma@example.com --confirm uma@example.com"
      Then the command reports success
      And "Quicksilver" is nowhere in what is stored

    Example: Without the address once more nobody is forgotten
      When Olivia runs "concord people forget uma@example.com"
      Then the command reports misuse
      And it has printed nothing, and said "Nobody is forgotten by accident: --confirm <address>"
      And "Uma" is a member as a user

    Example: Another address than hers does not confirm it
      When Olivia runs "concord people forget uma@example.com --confirm sam@example.com"
      Then the command reports failure
      And it has printed nothing, and said "confirm must be the person's email address"
      And "Uma" is a member as a user

    Example: At an address that nobody has there is nobody to forget
      When Olivia runs "concord people forget nobody@example.com --confirm nobody@example.com"
      Then the command reports misuse
      And it has printed nothing, and said "Nobody with the address nobody@example.com is a member"

@INTG-05 @resources
Feature: Resources
  What only one agent can use at a time is held by one agent at a time, so that nobody's work is spoilt by another's.
  Seam: person or agent → resource → its holder, and those who wait.

  @INTG-05.19 @backplane
  Rule: A resource has at most one holder, and the others wait in a visible order

    Example: Whoever asks first for a free resource holds it
      When Uma asks for "printer" for Ada
      Then "printer" is held by Ada, under number 1
      And nobody waits for "printer"

    Example: Asked for by several at once, one holds it and the others wait
      When Uma asks for "printer" for Sol, Ada and Ines
      Then "printer" is held by Sol, under number 1
      And Ada and Ines wait for "printer"

    Example: A resource that is held is waited for
      Given Ada holds "printer"
      When Mallory asks for "printer" for Sol
      Then "printer" is held by Ada, under number 1
      And Sol waits for "printer"

    Example: Two resources have nothing to do with each other
      Given Ada holds "printer"
      When Uma asks for "scanner" for Sol
      Then "scanner" is held by Sol, under number 1
      And "printer" is held by Ada, under number 1

    Example: Of two for whom it is asked for at the same moment, one holds it and the other waits
      When Uma asks for "printer" for Ada at the moment at which Sam does for Sol
      Then one of Ada and Sol holds "printer" under number 1, and the other waits

  @INTG-05.19 @backplane
  Rule: Nobody is deprived of a resource before the time is over

    Example: A higher level does not take it from a lower one
      Given "printer" is given by level
      And Ines holds "printer"
      When Uma asks for "printer" for Ada
      Then "printer" is held by Ines, under number 1
      And Ada waits for "printer"

    Scenario Outline: A holder that is <set aside> keeps it until the time is over
      Given Ada holds "printer"
      And Sol waits for it
      When Olivia <sets aside> Ada
      Then "printer" is held by Ada, under number 1

      Examples: ways to be taken out of work
        | set aside | sets aside |
        | paused    | pauses     |
        | retired   | retires    |

  @INTG-05.19 @backplane
  Rule: Whoever holds it or waits for it already and asks again keeps the place

    Example: The holder asks again, and the time does not begin anew
      Given Ada holds "printer"
      And 20 seconds have passed
      When Uma asks for "printer" for Ada
      Then "printer" is held by Ada, under number 1
      And the lease of "printer" runs out in 40 seconds
      And nobody waits for "printer"

    Example: Whoever waits and asks again keeps the place in the line
      Given Ada holds "printer"
      And Sol and Ines wait for it
      When Uma asks for "printer" for Ines and Sol
      Then Sol and Ines wait for "printer"

  @INTG-05.19 @backplane
  Rule: The name of a resource may be any text of 1 to 200 characters

    Scenario Outline: A resource may be called <name>
      When Uma asks for <name> for Ada
      Then <name> is held by Ada, under number 1

      Examples: of text that looks like something else
        | name                         |
        | "Drucker im 2. Stock/links"  |
        | "プリンター 🖨️"              |
        | "'; drop table resource; --" |

    Example: 200 characters are a name
      When Uma asks for something with a name of 200 characters, for Ada
      Then it is held by Ada

    Scenario Outline: <what> is no name
      When Uma asks for something with a name of <what>, for Ada
      Then the request fails because the request is not valid
      And the place named is the resource

      Examples: too short, too long, and what cannot be seen
        | what           |
        | 0 characters   |
        | 201 characters |
        | two lines      |

@INTG-05 @resources
Feature: Ways to give out a resource
  A resource is given out in one way at a time: those who wait can rely on the order that they were told.
  Seam: request → way of giving → order of those who wait.

  @INTG-05.19 @backplane
  Rule: As long as anybody holds a resource or waits for it, it is given in the same way

    Scenario Outline: Held and given <one way>, it is not asked for <another way>
      Given "printer" is given <one way>
      And Ada holds "printer"
      When Uma asks for "printer" for Sol, to be given <another way>
      Then the request fails because the resource is given in another way
      And nobody waits for "printer"

      Examples: both ways
        | one way            | another way        |
        | by level           | by order of asking |
        | by order of asking | by level           |

    Example: As long as a paused agent waits, it is given as it was asked for
      Given "printer" is given by order of asking
      And Ada holds "printer"
      And Sol waits for it
      And Sol was paused
      And Uma has given "printer" back
      When Uma asks for "printer" for Ines, to be given by level
      Then the request fails because the resource is given in another way

    Example: A way that nobody knows is refused
      When Uma asks for "printer" for Sol, to be given by size
      Then the request fails because the request is not valid
      And the place named is the way of giving

  @INTG-05.19 @backplane
  Rule: Once nobody holds a resource or waits for it, it can be given in another way

    Example: What was given back can be given in another way
      Given "printer" is given by order of asking
      And Ada holds "printer"
      And Uma has given "printer" back
      When Uma asks for "printer" for Stu, Ines and Sol, to be given by level
      Then "printer" is held by Sol, under number 2
      And Ines and Stu wait for "printer"

    Example: So can what nobody has held since the 60th second
      Given "printer" is given by level
      And Ada holds "printer"
      And 60 seconds have passed
      When Uma asks for "printer" for Ines and Sol, to be given by order of asking
      Then "printer" is held by Ines, under number 2
      And Sol waits for "printer"

@INTG-05 @resources
Feature: Waiting for resources
  Those who wait for a resource can see when it is their turn, and why it is.
  Levels count as they are at the moment at which the resource is given, not as they were when it was asked for.
  Seam: those who wait → their order → the next holder.

  @INTG-05.19 @backplane
  Rule: By order of asking, whoever asked first is next, and of those asked for together the one named first

    Example: Neither level nor name counts
      Given "printer" is given by order of asking
      And Ada holds "printer"
      And Stu waits for it
      And Sol and Ines wait for it
      When Uma gives "printer" back
      Then "printer" is held by Stu, under number 2
      And Sol and Ines wait for "printer"

    Example: The order in which they are named counts
      Given "printer" is given by order of asking
      When Uma asks for "printer" for Ines, Stu, Ada and Sol
      Then "printer" is held by Ines, under number 1
      And Stu, Ada and Sol wait for "printer"

  @INTG-05.19 @backplane
  Rule: By level, the highest is next, and of equals whoever asked first

    Example: The highest level is first, wherever it is named
      Given "printer" is given by level
      When Uma asks for "printer" for Stu, Sol, Ada and Ines
      Then "printer" is held by Ada, under number 1
      And Sol, Ines and Stu wait for "printer"

    Example: Of equals whoever asked first is next
      Given "printer" is given by level
      And the agents "Bo" and "Cy", both intern
      And Ada holds "printer"
      And "Cy" waits for it
      And "Bo" waits for it
      When Uma gives "printer" back
      Then "printer" is held by "Cy", under number 2

    Example: Of equals asked for together the one named first is next
      Given "printer" is given by level
      And the agents "Bo" and "Cy", both intern
      And Ada holds "printer"
      And Stu, "Cy" and "Bo" wait for it
      When Uma gives "printer" back
      Then "printer" is held by "Cy", under number 2
      And "Bo" and Stu wait for "printer"

    Example: A level counts as it is when the resource is given
      Given "printer" is given by level
      And Ada holds "printer"
      And Ines and Sol wait for it
      And Sol was demoted to intern
      When Uma gives "printer" back
      Then "printer" is held by Ines, under number 2
      And Sol waits for "printer"

  @INTG-05.19 @backplane
  Rule: A paused agent is passed over and keeps its place, a retired one has lost it

    Example: A paused agent is passed over
      Given Ada holds "printer"
      And Sol and Ines wait for it
      And Sol was paused
      When Uma gives "printer" back
      Then "printer" is held by Ines, under number 2
      And Sol waits for "printer"

    Example: Resumed, it is next again
      Given Ada holds "printer"
      And Sol and Ines wait for it
      And Sol was paused
      And Sol was resumed
      When Uma gives "printer" back
      Then "printer" is held by Sol, under number 2

    Example: What is free is given to whoever waits for it and is resumed
      Given Ada holds "printer"
      And Sol waits for it
      And Sol was paused
      And Uma has given "printer" back
      When Olivia resumes Sol
      Then "printer" is held by Sol, under number 2

    Example: A retired agent waits no more
      Given Ada holds "printer"
      And Sol and Ines wait for it
      When Olivia retires Sol
      Then Ines waits for "printer"

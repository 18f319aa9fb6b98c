@INTG-05 @resources
Feature: Fencing numbers
  An agent that was held up does not notice that its time is over. By the number of its lease everybody else does.
  Seam: late holder → number of the lease → resource, shared state.

  @INTG-05.19 @backplane
  Rule: Each grant has a number of its own, one more than the one before

    Example: The number grows with each holder
      Given Ada holds "printer"
      And Sol and Ines wait for it
      And 60 seconds have passed
      And "printer" is held by Sol, under number 2
      When 60 seconds pass
      Then "printer" is held by Ines, under number 3

    Example: The same agent holds it again under another number
      Given Ada holds "printer"
      And Uma has given "printer" back
      When Uma asks for "printer" for Ada
      Then "printer" is held by Ada, under number 2

    Example: It goes on where it was, however long nobody wanted the resource
      Given Ada holds "printer"
      And 30 days have passed
      When Sam asks for "printer" for Sol
      Then "printer" is held by Sol, under number 2

    Example: It does not turn back with the clock
      Given Ada holds "printer"
      And Uma has given "printer" back
      And the clock was set 1 hour back
      When Uma asks for "printer" for Sol
      Then "printer" is held by Sol, under number 2

  @INTG-05.19 @backplane
  Rule: Under an old number nothing is renewed or given back

    Scenario Outline: Once Sol holds it, number 1 is not <used>
      Given Ada holds "printer"
      And Sol waits for it
      And 60 seconds have passed
      When <act> under number 1
      Then the request fails because the lease is not held any more
      And "printer" is held by Sol, under number 2

      Examples: of what is done, by supervisors as well
        | used              | act                               |
        | renewed           | Uma renews the lease of "printer" |
        | given back        | Uma gives "printer" back          |
        | renewed by Sam    | Sam renews the lease of "printer" |
        | given back by Sam | Sam gives "printer" back          |

    Scenario Outline: Nothing is given back under a number that <what>
      Given Ada holds "printer"
      When Uma gives "printer" back under number <number>
      Then the request fails because the lease is not held any more
      And "printer" is held by Ada, under number 1

      Examples: numbers beside the present one
        | what               | number |
        | was never given    | 0      |
        | is yet to be given | 2      |

    Example: A number that is guessed before it was given is no good
      Given Ada holds "printer"
      And Sol waits for it
      And 60 seconds have passed
      When Uma gives "printer" back under number 2
      Then the request fails because the lease is not held any more
      And "printer" is held by Sol, under number 2

    Example: The lease of a resource that was given back is not renewed
      Given Ada holds "printer"
      And Uma has given "printer" back
      When Uma renews the lease of "printer" under number 1
      Then the request fails because the lease is not held any more
      And nobody holds "printer"

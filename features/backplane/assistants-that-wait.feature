@M06 @assistants
Feature: Assistants that wait
  Whoever waits through an assistant is known to be there, and is gone as soon as the assistant gives up, leaves or may no longer.
  Seam: assistant → call that takes long → barrier, question, queue.

  @M06.12
  Rule: A call that is cancelled waits no longer

    Example: A member whose assistant gave up is silent, and breaks the barrier after 15 seconds
      Given Sol works through an assistant
      And Ada and Sol wait at "harvest", where 3 are awaited
      And Sol has cancelled his waiting at the barrier
      When 15 seconds pass
      Then Ada is told that nobody passes because Sol fell silent

    Example: One that still waits is heard for as long
      Given Sol works through an assistant
      And Ada and Sol wait at "harvest", where 3 are awaited
      When 100 seconds pass
      Then those who wait at "harvest" are Ada and Sol
      And nobody has passed "harvest"

    Example: A question is withdrawn
      Given Uma works through an assistant
      And Uma has put "Are you free?" to Sol
      When Uma waits no more for the reply
      Then nobody asks Sol anything

    Example: A member whose assistant was ended is silent
      Given Sol works through an assistant
      And Ada and Sol wait at "harvest", where 3 are awaited
      And the assistant of Sol was ended
      When 15 seconds pass
      Then Ada is told that nobody passes because Sol fell silent

    Example: A member whose assistant, started as a command, gave up is silent
      Given Sol works through an assistant that is connected as a command
      And Ada and Sol wait at "harvest", where 3 are awaited
      And the assistant of Sol was ended
      When 15 seconds pass
      Then Ada is told that nobody passes because Sol fell silent

  @M06.12
  Rule: Whoever waits long is told every 5 seconds that the answer is still awaited

    Example: Twice in 14 seconds
      Given Sol works through an assistant
      And Sol waits at "harvest", where 2 are awaited
      When 14 seconds pass
      Then Sol's assistant was told 2 times that it still waits

  @M06.12
  Rule: A token that is revoked ends what its assistant waits for at once

    Example: A member is refused
      Given Sam works through an assistant
      And Sam waits at "harvest", where 2 are awaited
      When Olivia revokes Sam's first token
      Then Sam, who waits at "harvest", is refused because nobody is recognised

    Example: A line that is open ends
      Given an assistant has come with the token of Sam, and listens
      When Olivia revokes Sam's first token
      Then what it listens to has ended

  @M06.12
  Rule: The use of a tool counts as one request

    Example: A task that is added takes one from what may still be asked
      Given Uma works through an assistant
      When Uma adds "resize" to "images", looking before and after how often she may still ask
      Then that has counted as one request

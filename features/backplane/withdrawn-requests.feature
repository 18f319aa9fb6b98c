@M06 @requests
Feature: Withdrawn requests
  Nobody works on the reply to a question that nobody waits for any more.
  Seam: asker goes away → backplane → the agent that was asked.

  @M06.3 @backplane
  Rule: Whoever goes away withdraws the question

    Example: The agent does not find it any more
      Given Uma has put "Is the van free?" to Sol
      When Uma waits no more for the reply
      Then nobody asks Sol anything

    Example: A reply to it is refused
      Given Uma has put "Is the van free?" to Sol
      And Uma waited no more for the reply
      When Sol replies "It is" to "Is the van free?"
      Then the request fails because it is not waited for any more

    Example: Questions of others stay
      Given Uma has put "Is the van free?" to Sol
      And Ada has put "Is it clean?" to Sol
      When Uma waits no more for the reply
      Then Sol is asked "Is it clean?" by Ada

  @M06.3
  Rule: A platform that stops ends the waiting, and withdraws the questions

    Example: Whoever waits is told why
      Given Uma has put "Is the van free?" to Sol
      When the operator stops the platform
      Then "Is the van free?" is not answered because the platform is stopping

    Example: The platform that comes after finds no question
      Given Uma has put "Is the van free?" to Sol
      When the operator stops the platform and starts it again
      Then nobody asks Sol anything

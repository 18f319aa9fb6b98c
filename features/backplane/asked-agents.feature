@M06 @requests @backplane
Feature: Who asks, and who is asked
  A question goes to an agent that can reply, now or later, and is asked by somebody who may.
  Seam: asker → who they are and whom they ask → backplane.

  @M06.3
  Rule: A paused agent keeps its questions, and replies when it is resumed

    Example: It finds them when it is resumed
      Given Sol was paused
      And Uma has put "Is the van free?" to Sol
      When Olivia resumes Sol
      Then Sol is asked "Is the van free?" by Uma

    Example: As long as it is paused it does not reply
      Given Uma has put "Is the van free?" to Sol
      And Sol was paused
      When Sol replies "It is" to "Is the van free?"
      Then the request fails because the agent is paused
      And "Is the van free?" still waits for a reply

    Example: As long as it is paused no supervisor replies for it
      Given Uma has put "Is the van free?" to Sol
      And Sol was paused
      When Sam replies "It is" to "Is the van free?" for Sol
      Then the request fails because the agent is paused

  @M06.3
  Rule: Whoever can never reply is not asked

    Example: A retired agent is not waited for
      Given Sol was retired
      When Uma puts "Is the van free?" to Sol
      Then the request fails because the agent is retired

    Example: An agent that nobody knows is not waited for
      When Uma puts "Is the van free?" to an unknown agent
      Then the request fails because there is no such thing
      And the place named is whoever is asked

    Example: A person is not waited for
      When Uma puts "Is the van free?" to Sam
      Then the request fails because there is no such thing
      And the place named is whoever is asked

  @M06.3
  Rule: Whoever asks may act, for themselves or for the agent they name

    Example: A user asks for no agent
      When Uma puts "Is the van free?" to Sol for Ada
      Then the request fails because the role does not allow it
      And nobody asks Sol anything

    Example: An agent asks for no other
      When Ines puts "Is the van free?" to Sol for Ada
      Then the request fails because the role does not allow it
      And nobody asks Sol anything

    Example: A paused agent asks nobody
      Given Ada was paused
      When Ada puts "Is the van free?" to Sol
      Then the request fails because the agent is paused
      And nobody asks Sol anything

  @M06.3
  Rule: A question and a reply are at most 64 KiB

    Example: A question of 65536 bytes is put
      When Uma puts something of 65536 bytes to Sol
      Then Sol is asked something of 65536 bytes

    Example: A question of 65537 bytes is not put
      When Uma puts something of 65537 bytes to Sol
      Then the request fails because the request is not valid
      And the place named is what is asked

    Example: A reply of 65537 bytes is not taken
      Given Uma has put "What is known?" to Sol
      When Sol replies with 65537 bytes to "What is known?"
      Then the request fails because the request is not valid
      And "What is known?" still waits for a reply

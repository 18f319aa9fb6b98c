@M06 @requests @backplane
Feature: Agents asked together
  A question to several goes to all of them or to nobody, so that whoever asks knows whose replies to expect.
  Seam: asker → those that are asked → backplane.

  @M06.4
  Rule: If one cannot be asked, nobody is

    Example: One of them is retired
      Given Ines was retired
      When Uma puts "Free?" to Sol and Ines, waiting 10 seconds for all
      Then the request fails because the agent is retired
      And nobody asks Sol anything

    Example: One of them is unknown
      When Uma puts "Free?" to Sol and an unknown agent
      Then the request fails because there is no such thing
      And the place named is the second to be asked
      And nobody asks Sol anything

    Example: One of them is named twice
      When Uma puts "Free?" to Sol and Sol, waiting 10 seconds for all
      Then the request fails because an agent is named twice
      And the place named is the second to be asked
      And nobody asks Sol anything

    Example: 100 are asked together
      When Uma puts "Free?" to 100 new agents
      Then each of them is asked "Free?"

    Example: 101 are not asked together
      When Uma puts "Free?" to 101 new agents
      Then the request fails because the request is not valid
      And the place named is whoever is asked

  @M06.4
  Rule: One that is paused is asked, and may reply in time

    Example: It is resumed before the others are waited for in vain
      Given Ines was paused
      And Uma has put "Free?" to Sol and Ines, waiting 10 seconds for all
      And Sol has replied "Sol is" to "Free?"
      And Ines was resumed
      When Ines replies "Ines is" to "Free?"
      Then "Free?" gathers "Sol is" and "Ines is"

  @M06.4
  Rule: Whoever asks may act, for themselves or for the agent they name

    Example: A supervisor asks for an agent
      When Sam puts "Free?" to Sol and Ines for Ada
      Then Sol is asked "Free?" by Ada
      And Ines is asked "Free?" by Ada

    Example: A user asks several for no agent
      When Uma puts "Free?" to Sol and Ines for Ada
      Then the request fails because the role does not allow it
      And nobody asks Sol anything

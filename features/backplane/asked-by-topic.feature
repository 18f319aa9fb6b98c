@M06 @requests @backplane
Feature: Asked by topic
  Whoever asks need not know who is there: those who listen to a topic are asked.
  Seam: asker → subscriptions → the agents that are asked → asker.

  @M06.4
  Rule: A question to a topic goes to the agents whose subscription takes it in

    Example: Two listen, and a third does not
      Given Sol and Ines are subscribed to "vans"
      And Stu is subscribed to "bikes"
      When Uma puts "Free?" to whoever listens to "vans"
      Then Sol is asked "Free?" by Uma
      And Ines is asked "Free?" by Uma
      And nobody asks Stu anything

    Example: Their replies are gathered
      Given Sol and Ines are subscribed to "vans"
      And Uma has put "Free?" to whoever listens to "vans"
      When Ines and Sol reply "Ines is" and "Sol is" to "Free?"
      Then "Free?" gathers "Ines is" and "Sol is"

    Example: A wildcard takes it in
      Given Sol is subscribed to "vans:*"
      When Uma puts "Free?" to whoever listens to "vans:north"
      Then Sol is asked "Free?" by Uma

    Example: Whoever listens twice is asked once
      Given Sol is subscribed to "vans:*"
      And Sol is subscribed to "vans:north"
      When Uma puts "Free?" to whoever listens to "vans:north"
      Then Sol is asked "Free?" by Uma

  @M06.4
  Rule: Whoever cannot reply, and whoever asks, is not asked by topic

    Example: A retired agent is passed over
      Given Sol and Ines are subscribed to "vans"
      And Ines was retired
      When Uma puts "Free?" to whoever listens to "vans"
      Then only Sol is asked "Free?"

    Example: A person who listens is passed over
      Given Sol and Mallory are subscribed to "vans"
      When Uma puts "Free?" to whoever listens to "vans"
      Then only Sol is asked "Free?"

    Example: The agent that asks is passed over
      Given Sol and Ada are subscribed to "vans"
      When Ada puts "Free?" to whoever listens to "vans"
      Then only Sol is asked "Free?"

    Example: An agent whose subscription has ended is passed over
      Given Sol and Ines are subscribed to "vans"
      And Ines has ended the subscription
      When Uma puts "Free?" to whoever listens to "vans"
      Then only Sol is asked "Free?"

  @M06.4
  Rule: A topic to which nobody listens, or too few, is refused with nobody asked

    Example: Nobody listens
      Given Sol is subscribed to "bikes"
      When Uma puts "Free?" to whoever listens to "vans"
      Then the request fails because it takes more agents
      And the place named is the topic

    Example: Fewer listen than are wanted
      Given Sol is subscribed to "vans"
      When Uma puts "Free?" to whoever listens to "vans", for the first 2 replies
      Then the request fails because it takes more agents
      And the place named is how many replies
      And nobody asks Sol anything

    Example: On a topic of the platform nobody is asked
      Given Sol is subscribed to "state:plan"
      When Uma puts "Free?" to whoever listens to "state:plan"
      Then the request fails because the role does not allow it
      And nobody asks Sol anything

    Example: Agents are named, or the topic
      When Uma puts "Free?" to Sol and to whoever listens to "vans"
      Then the request fails because the request is not valid
      And the place named is the topic

    Example: Somebody must be asked
      When Uma asks "Free?" of no agent at all
      Then the request fails because the request is not valid
      And the place named is whoever is asked

@M06 @requests @backplane
Feature: One question to several agents
  Whoever needs the views of several asks them at once, and says how many replies are enough.
  Seam: asker → backplane → the agents that are asked → asker.

  @M06.4
  Rule: Whoever waits for all gets the replies of all

    Example: All reply, and the replies stand in the order in which they came
      Given Uma has put "Free?" to Sol, Ines and Stu, waiting 10 seconds for all
      When Stu, Sol and Ines reply "Stu is", "Sol is" and "Ines is not" to "Free?"
      Then "Free?" gathers "Stu is", "Sol is" and "Ines is not"
      And nobody is missing

    Example: With one reply missing it still waits
      Given Uma has put "Free?" to Sol and Ines, waiting 10 seconds for all
      When Sol replies "Sol is" to "Free?"
      Then "Free?" still waits for a reply

    Example: One that does not reply in time makes it fail, and is named
      Given Uma has put "Free?" to Sol, Ines and Stu, waiting 1 second for all
      And Stu and Sol have replied "Stu is" and "Sol is" to "Free?"
      When 1 second passes
      Then "Free?" is not answered because too few replied in time
      And 2 replied, and Ines is missing

    Example: One agent is enough to be asked
      Given Uma has put "Free?" to Sol, waiting 10 seconds for all
      When Sol replies "Sol is" to "Free?"
      Then "Free?" gathers "Sol is"
      And nobody is missing

  @M06.4
  Rule: Whoever waits until a deadline gets what came in time, and learns who is missing

    Example: Two of three reply in time
      Given Uma has put "Free?" to Sol, Ines and Stu, waiting 1 second for whoever replies
      And Ines and Sol have replied "Ines is" and "Sol is" to "Free?"
      When 1 second passes
      Then "Free?" gathers "Ines is" and "Sol is"
      And Stu is missing

    Example: Nobody replies in time
      Given Uma has put "Free?" to Sol and Ines, waiting 1 second for whoever replies
      When 1 second passes
      Then "Free?" gathers nothing
      And Sol and Ines are missing

    Example: Once all have replied the deadline is not waited for
      Given Uma has put "Free?" to Sol and Ines, waiting 300 seconds for whoever replies
      When Ines and Sol reply "Ines is" and "Sol is" to "Free?"
      Then "Free?" gathers "Ines is" and "Sol is"
      And nobody is missing

    Example: Who is missing is not asked any more
      Given Uma has put "Free?" to Sol and Stu, waiting 1 second for whoever replies
      And Sol has replied "Sol is" to "Free?"
      And 1 second has passed
      When Stu replies "Stu is" to "Free?"
      Then the request fails because it is not waited for any more
      And "Free?" gathers "Sol is"

@M06 @requests @backplane
Feature: The first replies
  Whoever needs only a few replies has them as soon as they are there, and keeps nobody else busy.
  Seam: asker → backplane → several agents → the first replies → the rest is withdrawn.

  @M06.4
  Rule: As soon as so many as are wanted have replied, whoever asked has their replies

    Example: Two of three are enough
      Given Uma has put "Free?" to Sol, Ines and Stu, waiting 10 seconds for the first 2
      When Stu and Sol reply "Stu is" and "Sol is" to "Free?"
      Then "Free?" gathers "Stu is" and "Sol is"
      And Ines is missing

    Example: One of two is not enough
      Given Uma has put "Free?" to Sol, Ines and Stu, waiting 10 seconds for the first 2
      When Stu replies "Stu is" to "Free?"
      Then "Free?" still waits for a reply

    Example: As many as are asked may be wanted
      Given Uma has put "Free?" to Sol and Ines, waiting 10 seconds for the first 2
      When Ines and Sol reply "Ines is" and "Sol is" to "Free?"
      Then "Free?" gathers "Ines is" and "Sol is"
      And nobody is missing

  @M06.4
  Rule: Whoever is not waited for any more is not asked any more

    Example: The third finds nothing
      Given Uma has put "Free?" to Sol and Stu, waiting 10 seconds for the first 1
      When Sol replies "Sol is" to "Free?"
      Then "Free?" gathers "Sol is"
      And nobody asks Stu anything

    Example: The reply of the third is refused
      Given Uma has put "Free?" to Sol and Stu, waiting 10 seconds for the first 1
      And Sol has replied "Sol is" to "Free?"
      And "Free?" has gathered "Sol is"
      When Stu replies "Stu is" to "Free?"
      Then the request fails because it is not waited for any more

    Example: Whoever goes away withdraws the question from all
      Given Uma has put "Free?" to Sol and Stu, waiting 10 seconds for all
      When Uma waits no more for the reply
      Then nobody asks Sol anything
      And nobody asks Stu anything

  @M06.4
  Rule: Too few replies in time are told as that, with how many came and who is missing

    Example: One of the two that are wanted
      Given Uma has put "Free?" to Sol, Ines and Stu, waiting 1 second for the first 2
      And Ines has replied "Ines is" to "Free?"
      When 1 second passes
      Then "Free?" is not answered because too few replied in time
      And 1 replied, and Sol and Stu are missing

  @M06.4
  Rule: How many are wanted is said with the first ones alone, and is no more than are asked

    Example: Three of two cannot be wanted
      When Uma puts "Free?" to Sol and Ines, waiting 10 seconds for the first 3
      Then the request fails because it takes more agents
      And the place named is how many replies
      And nobody asks Sol anything

    Example: None cannot be wanted
      When Uma puts "Free?" to Sol and Ines, waiting 10 seconds for the first 0
      Then the request fails because the request is not valid
      And the place named is how many replies

    Scenario Outline: Waiting for <whom>, it must be clear how many
      When Uma puts "Free?" to Sol and Ines, waiting for <whom>
      Then the request fails because the request is not valid
      And the place named is how many replies

      Examples: a number too few, a number too many
        | whom                              |
        | the first, without saying how many |
        | all, and the first 2              |
        | whoever replies, and the first 2  |

@M06 @requests
Feature: Requests at two platforms
  Who asks and who replies need not use the same platform, as long as both work on the same data.
  Seam: asker → platform → data → another platform → the agent that is asked.

  @M06.3
  Rule: A question that is put at one platform is replied to at another

    Example: The reply arrives within half a second
      Given Uma has put "Is the van free?" to Sol
      When Sol replies "It is" to "Is the van free?" at another platform, and half a second passes
      Then "Is the van free?" is answered "It is" by Sol

    Example: One that was replied to there takes no reply here
      Given Uma has put "Is the van free?" to Sol
      And Sol has replied "It is" to "Is the van free?" at another platform
      When Sol replies "It is not" to "Is the van free?"
      Then the request fails because it is not waited for any more

  @M06.4
  Rule: A question to several gathers the replies of all platforms

    Example: One replies here, one there
      Given Uma has put "Free?" to Sol and Ines, waiting 10 seconds for all
      And Sol has replied "Sol is" to "Free?"
      When Ines replies "Ines is" to "Free?" at another platform, and half a second passes
      Then "Free?" gathers "Sol is" and "Ines is"
      And nobody is missing

@M06 @requests @backplane
Feature: Requests on record
  Whoever looks into it later finds who asked whom and who replied.
  Seam: question and reply → audit trail.

  @M06.3
  Rule: Who asked whom and who replied is on record, and what they said is not

    Example: A supervisor replied for the agent
      Given Uma has put "Is the van free?" to Sol
      When Sam replies "It is" to "Is the van free?" for Sol
      Then the record says that Uma asked Sol, and that Sam replied for Sol
      And neither "Is the van free?" nor "It is" is on record

    Example: A reply of somebody else is not on record
      Given Uma has put "Is the van free?" to Sol
      When Ada replies "It is" to "Is the van free?"
      Then the request fails because there is no such thing
      And no reply is on record

    Example: A reply that came too late is not on record
      Given Uma has put "Is the van free?" to Sol, waiting 1 second
      And 1 second has passed
      When Sol replies "It is" to "Is the van free?"
      Then the request fails because it is not waited for any more
      And no reply is on record

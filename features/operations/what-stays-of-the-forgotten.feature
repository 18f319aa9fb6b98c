@OPS @people
Feature: What stays when somebody is forgotten
  Nobody else loses anything by it: records hold, numbers go on, and others' words are theirs.
  Seam: administrator → people → audit trail, events, agents, what others said.

  @OPS.9
  Rule: The audit trail still verifies, and tells of the forgetting without a name

    Example: Every record is in order after Uma was forgotten
      Given Uma has left "Quicksilver" as what Ada is asked to do
      When Olivia forgets Uma
      Then verification finds every record in order
      And the record says that Olivia had Uma forgotten, from beginning to end
      But OpenAI was asked once

    Example: A word on record gives way to its fingerprint
      Given Sam has left "Quicksilver" as the reason to reject work
      When Olivia forgets Sam
      Then in place of "Quicksilver" the record of the rejection has its fingerprint

    Example: A word that is missing of somebody who was not forgotten is found out
      Given Sam has left "Quicksilver" as the reason to reject work
      When Mallory gets at the stored data and puts fingerprints in the place of "Quicksilver"
      Then verification names that record as the first that is wrong

    Example: That somebody else was forgotten does not excuse it
      Given Sam has left "Quicksilver" as the reason to reject work
      And Olivia has forgotten Uma
      When Mallory gets at the stored data and puts fingerprints in the place of "Quicksilver"
      Then verification names that record as the first that is wrong

  @OPS.9
  Rule: Events keep their numbers and topics, without content, so that every proof of delivery holds

    Background:
      Given Sam is subscribed to "news"
      And Uma has published "1" on "news"
      And Olivia has published "2" on "news"

    Example: Between Uma's events stands Olivia's
      Given Uma has published "3" on "news"
      And Olivia has forgotten Uma
      When Sam reads what was published, from the beginning
      Then that was an event without content, "2" and an event without content, numbered without a gap

    Example: What Sam acknowledged stays acknowledged, and what waits for him still waits
      Given Sam has taken and acknowledged "1"
      And Olivia has forgotten Uma
      When Sam asks what became of "news"
      Then the proof counts 2 published, 1 delivered, 1 acknowledged, 0 set aside, 1 waiting and 0 missing

    Example: What Sam set aside stays set aside, without content
      Given Sam has taken and refused "1" 5 times
      And Olivia has forgotten Uma
      When Sam asks what became of "news"
      Then the proof counts 2 published, 1 delivered, 0 acknowledged, 1 set aside, 1 waiting and 0 missing

  @OPS.9
  Rule: Others' words stay, although they are about somebody who was forgotten

    Example: Olivia's post about Uma stays
      Given Olivia has posted "Ask Uma about Quicksilver"
      When Olivia forgets Uma
      Then "Ask Uma about Quicksilver" is still in an answer of the platform

  @OPS.9
  Rule: What belongs to the organisation stays: agents, what they are told to be, and how they did

    Example: An agent that Uma created stays as it is
      Given Uma has created the agent "Nora", which is told to "You answer the bell"
      When Olivia forgets Uma
      Then "You answer the bell" is still in an answer of the platform

    Example: What Ada has done for Uma counts, although nobody knows any more what it was
      Given Uma has left "Quicksilver" in a conversation with Ada
      When Olivia forgets Uma
      Then Ada's record counts 1 episode
      But OpenAI was asked once

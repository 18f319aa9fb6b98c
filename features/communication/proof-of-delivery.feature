@AR-12 @events
Feature: Proof of delivery
  For each topic and subscriber it can be shown that nothing was lost, and what has become of everything.
  Seam: event log, what was written down of each delivery → counts.

  Background:
    Given Uma is subscribed to "news" and "kitchen"
    And Sam has published "1", "2", "3" and "4" on "news"
    And Sam has published "Lunch" on "kitchen"

  @AR-12.9
  Rule: Of what was published on a topic it is told how much was delivered, acknowledged, set aside, is waiting and is missing

    Example: Before anything was taken, everything is waiting
      When Uma asks what became of "news"
      Then the proof counts 4 published, 0 delivered, 0 acknowledged, 0 set aside, 4 waiting and 0 missing

    Example: What is in flight was delivered and is waiting
      Given Uma has taken and acknowledged "1"
      And Uma has taken the next 2 events
      When Uma asks what became of "news"
      Then the proof counts 4 published, 3 delivered, 1 acknowledged, 0 set aside, 3 waiting and 0 missing

    Example: Several that were acknowledged by the last of them are all acknowledged
      Given Uma has taken the next 4 events
      And Uma has acknowledged "3"
      When Uma asks what became of "news"
      Then the proof counts 4 published, 4 delivered, 3 acknowledged, 0 set aside, 1 waiting and 0 missing

    Example: What was set aside is counted as that
      Given Uma has taken and refused "1" 5 times
      And Uma has taken and acknowledged "2", "3" and "4"
      When Sam asks what became of "news" for Uma
      Then the proof counts 4 published, 4 delivered, 3 acknowledged, 1 set aside, 0 waiting and 0 missing

    Example: What was delivered again is acknowledged
      Given Uma has taken and refused "1" 5 times
      And Sam has had "1" delivered again to Uma
      When Uma has everything, and asks what became of "news"
      Then the proof counts 4 published, 4 delivered, 4 acknowledged, 0 set aside, 0 waiting and 0 missing

    Example: What was tried several times was delivered once
      Given Uma has taken and refused "1" 3 times
      When Uma asks what became of "news"
      Then the proof counts 4 published, 1 delivered, 0 acknowledged, 0 set aside, 4 waiting and 0 missing

    Example: Each topic is counted for itself
      Given Uma has taken and acknowledged "1"
      When Uma asks what became of "kitchen"
      Then the proof counts 1 published, 0 delivered, 0 acknowledged, 0 set aside, 1 waiting and 0 missing

  @AR-12.9
  Rule: The proof is for the subscriber and for supervisors

    Example: Olivia is shown what became of Uma's events
      When Olivia asks what became of "news" for Uma
      Then the proof counts 4 published, 0 delivered, 0 acknowledged, 0 set aside, 4 waiting and 0 missing

    Scenario Outline: <who> is not shown what became of Uma's events
      When <who> asks what became of "news" for Uma
      Then the request fails because there is no such thing

      Examples: another user, and an agent
        | who     |
        | Mallory |
        | Ada     |

    Example: What became of a topic is asked of one topic by its name
      When Uma asks what became of "category:*"
      Then the request fails because the request is not valid
      And the place named is the topic

  @AR-12.9
  Rule: What was published before one subscribed, or on a topic not asked for, does not count

    Example: Who came late is owed nothing of before
      Given Mallory is subscribed to "news"
      And Sam has published "5" on "news"
      When Mallory asks what became of "news"
      Then the proof counts 1 published, 0 delivered, 0 acknowledged, 0 set aside, 1 waiting and 0 missing

    Example: Who did not ask for a topic is owed nothing of it
      When Uma asks what became of "garden"
      Then the proof counts 0 published, 0 delivered, 0 acknowledged, 0 set aside, 0 waiting and 0 missing

  @AR-12.9
  Rule: What was never taken and is no longer kept is missing

    Example: Two of five are missing
      Given Uma has taken and acknowledged "1" and "2"
      When the platform goes on for 31 days, "5" is published on "news", and Uma asks what became of "news"
      Then the proof counts 5 published, 2 delivered, 2 acknowledged, 0 set aside, 1 waiting and 2 missing

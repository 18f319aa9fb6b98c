@AR-12 @feed @audit
Feature: Posting for agents
  Supervisors may let any agent say something, and it stays known who did.
  Seam: person or agent's token → who is the author → post, audit trail.

  @AR-12.10
  Rule: Supervisors and administrators post for any agent, a user for none, and an agent for itself alone

    Scenario Outline: <person> posts for an agent
      When <person> posts "Deliveries are on time" for Ada
      Then the feed is "Deliveries are on time"
      And it was said by Ada
      And the record says that <person> posted it for Ada

      Examples: who may
        | person |
        | Sam    |
        | Olivia |

    Example: A user does not post for an agent
      When Uma posts "Deliveries are on time" for Ada
      Then the request fails because the role does not allow it
      And the feed is nothing

    Example: An agent does not post for another
      When Ada posts "I have the keys" for Sol
      Then the request fails because the role does not allow it
      And the feed is nothing

    Example: An agent may name itself
      When Ada posts "I have the keys" for Ada
      Then the feed is "I have the keys"

    Example: For an agent the length of an agent counts
      When Sam posts a text of 281 characters for Ada
      Then the request fails because the request is not valid
      And the feed is nothing

    Example: Not for a student
      When Sam posts "Good morning" for Stu
      Then the request fails because the agent has not grown up enough

    Example: Not for an agent that does not exist
      When Sam posts "Good morning" for an unknown agent
      Then the request fails because there is no such thing

    Scenario Outline: A <state> agent posts nothing
      Given Ada was <state>
      When Sam posts "Good morning" for Ada
      Then the request fails because the agent is <state>
      And the feed is nothing

      Examples: out of work
        | state   |
        | paused  |
        | retired |

  @AR-12.10
  Rule: Each post is on record with the fingerprint of its words

    Example: The record says who said what kind of thing, but not the words
      When Uma posts "A secret plan" as an alert
      Then the record has an alert of Uma with the fingerprint of "A secret plan"
      And the record does not say "A secret plan"

    Example: A post that was refused is not on record
      When Stu posts "A secret plan"
      Then the request fails because the agent has not grown up enough
      And the record has no posts

@OPS @people
Feature: Forgetting while work goes on
  What still runs for somebody ends first, and what was begun is brought to its end whatever happens.
  Seam: administrator → people → running work, open lines, storage, a platform that is killed.

  @OPS.9
  Rule: What runs for somebody ends before they are forgotten, and says nothing afterwards

    Example: An answer in the middle of its words ends, and none of them is left
      Given OpenAI will answer "Quicksilver runs fast", a word every 2 seconds
      And Uma listens for 3 seconds to Ada answering "What runs?"
      When Olivia forgets Uma
      Then Olivia is told that Uma is forgotten
      And what ran for Uma is on record as cancelled
      And "Quicksilver" is nowhere in what is stored

    Example: Her open line is closed
      Given OpenAI will answer "Quicksilver runs fast", a word every 2 seconds
      And Uma listens for 3 seconds to Ada answering "What runs?"
      And Uma watches the execution on a two-way line
      When Olivia forgets Uma
      Then Uma's line was closed because Uma may use it no longer

    Example: A request of which the rest comes later is refused, and nothing of it is kept
      Given the first half of Uma's task "Quicksilver" has arrived
      And Olivia has forgotten Uma
      When the other half arrives 1 second later
      Then the task is refused because nobody is recognised by Uma's token
      And "Quicksilver" is nowhere in what is stored

    Example: What waits for approval waits no more
      Given Uma has left "Quicksilver" in work that waits for approval
      When Olivia forgets Uma
      Then no proposal waits

  @OPS.9
  Rule: Nobody is said to be forgotten before nothing is left

    Example: As long as something cannot be erased, the answer is that it goes on
      Given Uma has left "Quicksilver" in a message to Ada
      And messages cannot be erased
      When Olivia forgets Uma
      Then Olivia is told that Uma is not forgotten yet
      And nobody is recognised by the token of Uma

    @recovery
    Scenario Outline: A platform that was killed as it came to <what> goes on when it is started again
      Given the platform runs in a process of its own
      And Uma has left "Quicksilver" <where>
      And <what> cannot be <done>
      And Olivia has begun to forget Uma
      When the platform is killed, <what> can be <done> again, and the platform is started
      Then Uma is forgotten before long, although nobody asks again
      And "Quicksilver" is in no file that the data is kept in

      Examples: how far it was
        | what            | done   | where                         |
        | messages        | erased | in a message to Ada           |
        | posts           | erased | in a post with a hashtag      |
        | events          | erased | in an event                   |
        | words on record | erased | in an event                   |
        | that it is done | noted  | as the name of a subscription |

    @recovery
    Example: Of a word that Uma left on a disk no file holds a byte
      Given the platform runs in a process of its own
      And Uma has left "Quicksilver" in a post with a hashtag
      When Olivia forgets Uma
      Then Olivia is told that Uma is forgotten
      And "Quicksilver" is in no file that the data is kept in

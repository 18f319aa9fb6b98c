@OPS @people
Feature: Words of a forgotten person
  Wherever somebody can leave a word, it is gone with them.
  Seam: administrator → people → what is stored for agents, jobs, queues, messages, posts, channels, events, services.

  @OPS.9
  Rule: A user's word is gone from every place where a user can leave one

    Scenario Outline: Uma's word is gone that she left <where>
      Given Uma has left "Quicksilver" <where>
      When Olivia forgets Uma
      Then "Quicksilver" is in no answer of the platform
      And "Quicksilver" is nowhere in what is stored

      Examples: what Uma had agents do
        | where                                          |
        | in work that is refused                        |
        | in work that is handed on                      |
        | in shared state                                |
        | in work that waits for approval                |
        | in a conflict                                  |

      Examples: what Uma worked on with others
        | where                                          |
        | in a task of a queue                           |
        | as the result of somebody else's task          |
        | as what went wrong with a task that somebody else has now |
        | as the name under which she had a task that Olivia ended |
        | as a name at a barrier                         |
        | in a question that waits for Ada's reply       |
        | as a name at a barrier where nobody hears of her |

      Examples: what Uma said
        | where                                          |
        | in a message to Olivia                         |
        | in a message to Ada                            |
        | in a post with a hashtag                       |
        | in a private post                              |
        | as the name of a channel                       |
        | in a channel of others                         |

      Examples: what Uma told, and what she was told
        | where                                          |
        | in an event                                    |
        | in an event that Olivia set aside, called "removed" |
        | as the name of a subscription                  |
        | as the reason to refuse an event               |

    Scenario Outline: Uma's word and <service>'s answer to it are gone that she left <where>
      Given Uma has left "Quicksilver" <where>
      When Olivia forgets Uma
      Then "Quicksilver" is in no answer of the platform
      And "Quicksilver" is nowhere in what is stored
      But <service> was asked <how often>

      Examples: where somebody answers
        | where                          | service | how often |
        | in a conversation with Ada     | OpenAI  | once      |
        | as what Ada is asked to do     | OpenAI  | once      |
        | in tasks done at the same time | OpenAI  | once      |
        | in a workflow                  | OpenAI  | once      |

    Example: Uma's word is gone that she left in a message to Slack, and stays at Slack
      Given Uma has left "Quicksilver" in a message to Slack
      When Olivia forgets Uma
      Then "Quicksilver" is in no answer of the platform
      And "Quicksilver" is nowhere in what is stored
      But the Slack channel "general" shows "Quicksilver"

@M06 @backplane @queues @input
Feature: Refused tasks
  What cannot be a task is refused with the place that is wrong, and nothing of it is kept.
  Seam: request → task queue.

  @M06.2
  Rule: A task is as the platform can keep it, or it is not kept at all

    Scenario Outline: <what> is too much or too little
      When Uma adds to "images" a task with <what>
      Then the request fails because the request is not valid
      And the place named is <place>
      And the queue "images" is empty

      Examples: titles, and what goes with them
        | what                      | place              |
        | a title of 0 characters   | the title          |
        | a title of 201 characters | the title          |
        | a title without a word    | the title          |
        | no title                  | the title          |
        | 65537 bytes to go with it | what goes with it  |

      Examples: numbers and delays
        | what                       | place                  |
        | the priority 1000001       | the number of the task |
        | the priority -1000001      | the number of the task |
        | the priority 0.5           | the number of the task |
        | a delay of -1 milliseconds | the delay              |
        | a delay of 2592000001 milliseconds | the delay      |

    Scenario Outline: <what> is taken
      When Uma adds to "images" a task with <what>
      Then it is in the queue "images"

      Examples: just enough
        | what                               |
        | a title of 1 character             |
        | a title of 200 characters          |
        | a delay of 2592000000 milliseconds |
        | 65536 bytes to go with it          |

    Scenario Outline: A queue is not called <name>
      When Uma adds a task to a queue called <name>
      Then the request fails because the request is not valid
      And the place named is the queue

      Examples: of names that are none
        | name            |
        | "my images"     |
        | "images!"       |
        | 101 characters  |

    Example: A queue may have a name of 100 characters
      When Uma adds a task to a queue called 100 characters
      Then it is in that queue

  @M06.2
  Rule: What workers say is refused as a whole, or counts

    Background:
      Given Uma has added "resize" to "images"

    Scenario Outline: Nothing is taken by <what>
      When Uma takes a task from "images" with <what>
      Then the request fails because the request is not valid
      And the place named is <place>
      And the queue shows "resize" as pending

      Examples: workers and waits
        | what                             | place          |
        | a worker's name of 0 characters  | the worker     |
        | a worker's name of 101 characters | the worker    |
        | a wait of -1 milliseconds        | the wait       |
        | a wait of 30001 milliseconds     | the wait       |

    Scenario Outline: A task does not fail <how>
      Given Uma has taken "resize"
      When Uma fails "resize" <how>
      Then the request fails because the request is not valid
      And the place named is what went wrong
      And the queue shows "resize" as claimed, by Uma

      Examples: of reasons that say nothing or too much
        | how                           |
        | without a reason              |
        | for a reason of 0 characters  |
        | for a reason of 2001 characters |

    Example: Tasks are not listed by a state that there is not
      When Uma lists the sleeping tasks of "images"
      Then the request fails because the request is not valid
      And the place named is the state

    Example: What nobody added cannot be completed
      When Uma completes what nobody added to "images"
      Then the request fails because there is no such thing

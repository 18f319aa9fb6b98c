@AR-12 @events
Feature: Wildcards
  Who wants to hear of all things of a kind need not know them one by one.
  Seam: subscriber → topics asked for → event bus.

  @AR-12.4 @backplane
  Rule: A star at the end stands for exactly one last part

    Scenario Outline: "category:*" takes in "<topic>"
      Given Uma is subscribed to "category:*"
      When Sam publishes "Hello" on "<topic>"
      Then Uma is given "Hello"

      Examples: one last part, whatever it is
        | topic              |
        | category:news      |
        | category:a.b-c_d   |

    Scenario Outline: "category:*" does not take in "<topic>"
      Given Uma is subscribed to "category:*"
      When Sam publishes "Hello" on "<topic>"
      Then Uma is given nothing

      Examples: no part, two parts, another beginning
        | topic                |
        | category             |
        | category:            |
        | category:news:local  |
        | categories:news      |
        | Category:news        |

    Example: Of a longer name, too, only the last part may differ
      Given Uma is subscribed to "region:north:*"
      When Sam publishes "Rain" on "region:north:coast", "region:south:coast" and "region:north"
      Then Uma is given "Rain"

  @AR-12.4 @backplane
  Rule: An event that two of a subscriber's topics take in is given once

    Example: Asked for by name and by a wildcard
      Given Uma is subscribed to "category:news" and "category:*"
      When Sam publishes "Hello" on "category:news"
      Then Uma is given "Hello"

    Example: Asked for by the same name twice
      Given Uma is subscribed to "news" and "news"
      When Sam publishes "Hello" on "news"
      Then Uma is given "Hello"

  @AR-12.4 @backplane
  Rule: A star stands nowhere but alone at the end, after a part

    Scenario Outline: <topic> cannot be asked for
      When Uma subscribes to <topic>
      Then the request fails because the request is not valid

      Examples: stars in other places
        | topic           |
        | "*"             |
        | "news*"         |
        | "*:news"        |
        | "a:*:b"         |
        | "a:**"          |

  @AR-12.4 @backplane
  Rule: Somebody subscribes to 1 to 50 topics at once

    Example: 50 topics can be asked for
      When Uma subscribes to 50 topics
      Then the subscription was made

    Scenario Outline: <count> topics cannot be asked for
      When Uma subscribes to <count> topics
      Then the request fails because the request is not valid

      Examples: too few and too many
        | count |
        | 0     |
        | 51    |

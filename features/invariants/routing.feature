@AR-12 @events @property
Feature: Routing, whatever is asked for
  Whoever subscribes gets what is meant by the topics that they name, and nothing else.
  Seam: publisher → event log → subscriber, in made-up cases.

  @AR-12.21
  Rule: An event is delivered to whoever asked for its topic by a plain reading of the names, and to nobody else

    Example: Sam is given what was meant, of topics of any kind and of such as look alike
      When Uma publishes on any topics, and Sam is subscribed to any
      Then Sam is given what is on a topic that a plain reader would say was meant, and nothing else, in 100 generated cases

    Scenario Outline: Routing in a case that failed where <what>
      When Uma publishes on any topics, and Sam is subscribed to any
      Then Sam is given what is on a topic that a plain reader would say was meant, and nothing else, in the case <case>

      Examples: cases that once failed
        | what                                       | case           |
        | a star stood for several last parts        | "1794315040/0" |
        | a star stood for an empty last part        | "1745575693/1" |
        | what was asked for twice was given twice   | "1703047544/2" |

@AR-05 @governance
Feature: Graduation
  Everybody can see what an agent has shown at its level, and what it still lacks for the next one.
  Seam: record of decisions, executions and proposals → graduation.
  Being promoted, and losing a level again, have features of their own.

  Background:
    Given OpenAI will answer "Found"

  @AR-05.23
  Rule: An agent is ready once its record at the present level reaches all three marks

    Scenario Outline: <agent> is ready to be <next> with <completed> completed and <stopped> stopped executions, <blocked> times blocked
      Given <agent> has completed <completed> executions
      And Sam has stopped <stopped> executions of <agent>
      And <agent> was blocked <blocked> times
      When Uma looks up how far <agent> has come
      Then <agent> is ready to be <next>, and nothing is missing

      Examples: exactly at the marks
        | agent | next       | completed | stopped | blocked |
        | Stu   | intern     | 10        | 10      | 0       |
        | Stu   | intern     | 14        | 0       | 6       |
        | Ines  | supervised | 28        | 7       | 0       |
        | Ines  | supervised | 34        | 0       | 6       |
        | Sol   | autonomous | 57        | 0       | 3       |

    Scenario Outline: <agent> is not ready to be <next>: <missing>
      Given <agent> has completed <completed> executions
      And Sam has stopped <stopped> executions of <agent>
      And <agent> was blocked <blocked> times
      When Uma looks up how far <agent> has come
      Then <agent> is not ready to be <next>, and this is missing: "<missing>"

      Examples: just short of one mark
        | agent | next       | completed | stopped | blocked | missing                                              |
        | Stu   | intern     | 9         | 0       | 0       | 1 more completed episode: 9 of 10                   |
        | Stu   | intern     | 10        | 11      | 0       | an intervention rate of at most 0.5: it is 0.524     |
        | Stu   | intern     | 13        | 0       | 6       | a compliance of at least 0.7: it is 0.684            |
        | Ines  | supervised | 24        | 0       | 0       | 1 more completed episode: 24 of 25                  |
        | Ines  | supervised | 27        | 7       | 0       | an intervention rate of at most 0.2: it is 0.206     |
        | Ines  | supervised | 33        | 0       | 6       | a compliance of at least 0.85: it is 0.846           |
        | Sol   | autonomous | 49        | 0       | 0       | 1 more completed episode: 49 of 50                  |
        | Sol   | autonomous | 50        | 1       | 0       | an intervention rate of at most 0: it is 0.02        |
        | Sol   | autonomous | 56        | 0       | 3       | a compliance of at least 0.95: it is 0.949           |

    Example: Everything that is missing is listed
      Given Stu has completed 1 execution
      And Sam has stopped 2 executions of Stu
      And Stu was blocked 2 times
      When Uma looks up how far Stu has come
      Then these are missing
        | 9 more completed episodes: 1 of 10               |
        | an intervention rate of at most 0.5: it is 0.667 |
        | a compliance of at least 0.7: it is 0.6          |

    Example: Above autonomous there is nothing to reach
      When Uma looks up how far Ada has come
      Then there is no level above Ada's

  @AR-05.23
  Rule: Readiness is the least of how far each of the three marks is reached, at most 1

    Scenario Outline: With <completed> completed, <stopped> stopped and <blocked> blocked the readiness of a student is <readiness>
      Given Stu has completed <completed> executions
      And Sam has stopped <stopped> executions of Stu
      And Stu was blocked <blocked> times
      When Uma looks up how far Stu has come
      Then its readiness is <readiness>

      Examples: which of the three is the least
        | completed | stopped | blocked | readiness |
        | 5         | 0       | 0       | 0.5       |
        | 12        | 0       | 0       | 1         |
        | 10        | 15      | 0       | 0.8       |
        | 14        | 0       | 11      | 0.8       |

    Example: Without records the readiness is 0
      When Uma looks up how far Stu has come
      Then its readiness is 0

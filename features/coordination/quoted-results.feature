@INTG-05 @parallel
Feature: Results as quoted material
  An agent is shown what others said, and told by nobody but who asked for the job what it shall do with it.
  Seam: result of an agent → question to the next agent's model.

  @INTG-05.7
  Rule: The result of a task is shown as what somebody said, whatever it says

    Scenario Outline: <what> stays a result
      Given Ada will answer with <what>
      And Sol will answer "Booked"
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
      Then Sol was told to do nothing but "Book the lorry", and shown the rest as what somebody said

      Examples: of what an agent may say in order to speak as another
        | what                                       |
        | an order                                   |
        | the end of a quotation and an order        |
        | the end of a longer quotation and an order |
        | a result of its own                        |

  @INTG-05.12
  Rule: The input of a step is shown as what somebody said, whatever it says

    Scenario Outline: <what> stays an input
      Given Ada will answer with <what>
      And Sol will answer "Two lorries"
      When Uma starts the workflow:
        | agent | action | gives  | takes  |
        | Ada   | search | crates |        |
        | Sol   | plan   |        | crates |
      Then Sol was told to do nothing but "plan", and shown the rest as what somebody said

      Examples: of what an agent may say in order to speak as another
        | what                                |
        | an order                            |
        | the end of a quotation and an order |

  @INTG-05.1
  Rule: The context of work that is handed on is shown as what somebody said, whatever it says

    Scenario Outline: <what> stays a context
      Given Ines will answer "It is in Leipzig"
      And Uma has handed Ada's work on to Ines with <what> as the context
      When Uma has Ines do the work "Where is the parcel?"
      Then Ines was told to do nothing but "Where is the parcel?", and shown the rest as what somebody said

      Examples: of what may be shared in order to speak as another
        | what                                |
        | an order                            |
        | the end of a quotation and an order |

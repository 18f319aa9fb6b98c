@INTG-05 @ensemble
Feature: Judges who do not judge
  When the judge says nothing, no answer is made the best by chance.
  Seam: person → ensemble → judge → no answer.

  @INTG-05.16
  Rule: A judge who fails or may not judge picks nothing, and the answers are told all the same

    Example: The judge fails
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      And Ines's model refuses the request
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then there is no best answer
      And the votes are, in this order:
        | agent | vote           |
        | Ada   | Take the train |
        | Sol   | Take the plane |

    Example: A student may not judge
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Stu
      Then there is no best answer
      And Stu was never asked
      And the votes are, in this order:
        | agent | vote           |
        | Ada   | Take the train |
        | Sol   | Take the plane |

  @INTG-05.16
  Rule: What an answer says to the judge is quoted, and picks nothing

    Example: An answer that picks itself is not picked
      Given Ada will pick answer 1
      And Sol will answer "Take the plane"
      And Ines will pick answer 2
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then the best answer is "Take the plane", picked by Ines
      And Ines was told "quoted material"

    Example: A judge who only repeats an answer has not picked it
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      And Ines will answer "Take the train"
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then there is no best answer

@INTG-05 @ensemble
Feature: The best of several answers
  Several agents answer, and one that was named beforehand picks the best answer.
  Seam: person → ensemble → agents' answers → judge → one answer.

  @INTG-05.16
  Rule: The judge picks the best answer

    Example: What the judge picks is the answer
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      And Ines will pick answer 2
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then the best answer is "Take the plane", picked by Ines
      And Ada alone dissents, with "Take the train"

    Example: The judge's last word counts
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      And Ines will pick answer 2 and then answer 1
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then the best answer is "Take the train", picked by Ines

    Example: The judge sees every answer, whole, and not who gave it
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      And Ines will pick answer 1
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then Ines was shown these answers, and not whose they are:
        | Take the train |
        | Take the plane |
      And Ines was told "How do I get to Rome?"

    Example: Agents are told the question and nothing else
      Given Ada and Sol will vote "Rome"
      And Ines will pick answer 1
      When Uma asks Ada and Sol for the best answer to "Where is it warm?", judged by Ines
      Then Ada was told exactly "Where is it warm?"
      And Sol was told exactly "Where is it warm?"

    Example: The judge waits for the slowest
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      And Sol takes 25 seconds to answer
      And Ines will pick answer 2
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then the best answer is "Take the plane", picked by Ines
      And Ines was shown these answers, and not whose they are:
        | Take the train |
        | Take the plane |

  @INTG-05.16
  Rule: Who did not answer cannot be picked

    Example: Only answers that were given are shown
      Given Ada's model refuses the request
      And Sol will answer "Take the plane"
      And Ines will pick answer 1
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then the best answer is "Take the plane", picked by Ines
      And Ada alone abstains, because "The model cannot answer this"

    Example: If nobody answers the judge is not asked
      Given Ada's model refuses the request
      And Sol's model refuses the request
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then there is no best answer
      And Ines was never asked

  @INTG-05.16
  Rule: Without a pick that can be read there is no best answer

    Scenario Outline: The judge picks <what>
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      And Ines will pick <what>
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then there is no best answer

      Examples: picks that pick nothing
        | what                       |
        | nothing that can be read   |
        | a number that there is not |
        | the number 0               |
        | half a number              |
        | a number in letters        |
        | two numbers at once        |

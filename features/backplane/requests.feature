@M06 @requests @backplane
Feature: Requests and replies
  Whoever asks an agent something gets the agent's own reply to that very question, however many are under way.
  Seam: asker → backplane → the agent that is asked → asker.
  How long one waits, and who goes away meanwhile, is told in features of their own.

  @M06.3
  Rule: Whoever asks gets the reply of the agent that is asked

    Example: An agent asks another one
      Given Ada has put "Is the van free?" to Sol
      When Sol replies "It is" to "Is the van free?"
      Then "Is the van free?" is answered "It is" by Sol

    Example: A person asks an agent
      Given Uma has put "Is the van free?" to Stu
      When Stu replies "No" to "Is the van free?"
      Then "Is the van free?" is answered "No" by Stu

    Example: A supervisor asks for an agent, in whose name the question stands
      When Sam puts "Is the van free?" to Sol for Ada
      Then Sol is asked "Is the van free?" by Ada

    Example: The agent finds its questions in the order in which they came
      Given Ada has put "Is the van free?" to Sol
      When Uma puts "Is it clean?" to Sol
      Then Sol is asked "Is the van free?" and "Is it clean?", in that order

    Scenario Outline: <what> comes back unchanged
      Given Uma has put "What is known?" to Sol
      When Sol replies with <what> to "What is known?"
      Then "What is known?" is answered with <what>, unchanged

      Examples: whatever can be said
        | what                    |
        | a number                |
        | a list                  |
        | an object               |
        | nothing                 |
        | an empty text           |
        | text from right to left |

  @M06.3
  Rule: Each reply goes to its own question, in whatever order they are given

    Example: Of two questions the second is answered first
      Given Ada has put "Where?" to Sol
      And Uma has put "When?" to Sol
      When Sol replies "At noon" to "When?"
      Then "When?" is answered "At noon" by Sol
      And "Where?" still waits for a reply

    Example: Two askers use the same words
      Given Ada has put "Ready?" to Sol
      And Uma has put "Ready?" to Sol
      And Sol has replied "Yes, Uma" to what Uma asked
      When Sol replies "Not yet, Ada" to what Ada asked
      Then what Ada asked is answered "Not yet, Ada" by Sol
      And what Uma asked is answered "Yes, Uma" by Sol

    @property
    Example: Fifty questions at once are answered in another order
      When 50 questions of Ada, Ines and Uma reach Sol at once, and Sol replies in any order
      Then each asker got exactly the reply to each of its questions, in 10 generated cases

  @M06.3
  Rule: What was replied to is not found any more

    Example: Nothing is left of an answered question
      Given Uma has put "Is the van free?" to Sol
      When Sol replies "It is" to "Is the van free?"
      Then "Is the van free?" is answered "It is" by Sol
      And nobody asks Sol anything

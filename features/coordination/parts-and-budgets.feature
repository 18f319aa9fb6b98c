@INTG-05 @coordinator @governance
Feature: Parts and budgets
  Splitting a task spends nobody's money twice: every part is paid by its worker's budget and by that of whoever asked.
  Seam: coordinator → part → budgets → next idle worker, or none.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And all agents will answer "Done"

  @INTG-05.15
  Rule: A part that its worker's budget does not allow has failed, and goes to the next idle worker

    Example: Sol's budget is used up, and Ines does the part
      Given Olivia has given Sol a budget of 0.01 USD a day
      And Ada plans the part "Pack the books" for Sol
      When Uma has Ada coordinate "Move the office" with Sol and Ines
      Then the coordination is completed
      And Sol was given a part that was blocked because the budget does not allow it
      And Sol was never asked
      And Ines was told "Pack the books"

    Example: There is nobody else to do it
      Given Olivia has given Sol a budget of 0.01 USD a day
      And Ada plans the part "Pack the books" for Sol
      When Uma has Ada coordinate "Move the office" with Sol
      Then the coordination is failed
      And it failed because parts did not complete
      And Sol was never asked

@M06 @assistants
Feature: What assistants do
  With the tools of the platform agents of any make coordinate their work, and with those who use it in another way.
  Seam: assistant → tool → pattern of coordination → another assistant, person or agent.

  @M06.12
  Rule: Assistants publish, subscribe, and read what follows

    Example: What one publishes the other is given, and acknowledges
      Given Uma and Sam work through an assistant
      And Sam is subscribed to "orders"
      And Uma has published "a van" on "orders"
      When Sam takes the next event
      Then that is "a van"
      And Sam can still acknowledge "a van"
      And Sam's assistant has used subscribe, take_events and acknowledge_event

    Example: What is refused comes again
      Given Uma and Sam work through an assistant
      And Sam is subscribed to "orders"
      And Uma has published "a van" on "orders"
      And Sam has taken and refused "a van" once
      When Sam takes the next event
      Then that is "a van", in try 2

  @M06.12
  Rule: Assistants take tasks and say how they went

    Example: Of two assistants one is handed the task
      Given Sol and Ines work through an assistant
      And Uma has added "resize" to "images", about "cat.png"
      And Sol has taken "resize"
      When Ines takes a task from "images"
      Then Ines is handed nothing
      And the queue shows "resize" as claimed, by Sol

    Example: It completes a task, with its result
      Given Sol works through an assistant
      And Uma has added "resize" to "images"
      When Sol takes and completes "resize", with the result "small.png"
      Then the queue shows "resize" as completed, by Sol
      And Sol's assistant has used claim_task and complete_task

    Example: It fails a task, which is tried again
      Given Sol works through an assistant
      And Uma has added "resize" to "images"
      When Sol takes "resize" and fails
      Then the queue shows "resize" as failed, by Sol, because "It did not work"

    Example: It keeps a task by being heard
      Given Sol works through an assistant
      And Uma has added "resize" to "images"
      And Sol has taken "resize"
      When Sol was heard of "resize" 3 times, each after 14 seconds
      Then the queue shows "resize" as claimed, by Sol

  @M06.12
  Rule: Assistants ask agents, and reply for the agent whose token they show

    Example: One asks and the other replies
      Given Uma and Sol work through an assistant
      And Uma has put "Are you free?" to Sol
      When Sol replies "Yes" to "Are you free?"
      Then "Are you free?" is answered "Yes" by Sol
      And Uma's assistant has used ask_agent

    Example: One asks several at once
      Given Uma, Sol and Ines work through an assistant
      And Uma has put "Who is free?" to Sol and Ines, waiting 10 seconds for all
      When Sol and Ines reply "I" and "Not I" to "Who is free?"
      Then "Who is free?" gathers "I" and "Not I"
      And nobody is missing

  @M06.12
  Rule: Assistants wait for each other, and share a breaker

    Example: All pass when the last has arrived
      Given Ada, Sol and Ines work through an assistant
      And Ada and Sol wait at "harvest", where 3 are awaited
      When Ines arrives at "harvest"
      Then Ada, Sol and Ines pass "harvest" in this order, in generation 1

    Example: Nobody passes when one withdraws
      Given Ada and Sol work through an assistant
      And Ada and Sol wait at "harvest", where 3 are awaited
      When Sol withdraws from "harvest"
      Then Ada is told that nobody passes because Sol withdrew
      And Sol is told that nobody passes because Sol withdrew

    Example: After 5 failures reported by assistants nobody is let in, and it is told for how long
      Given shared breakers stay open for 20 seconds
      And Uma and Sol work through an assistant
      And Sol has reported 5 failures of "printer"
      When Uma asks to be let in at "printer"
      Then the request fails because the breaker is open
      And it is told that the next one may try in 20 seconds

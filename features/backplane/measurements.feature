@M06 @observability
Feature: Measurements of coordination
  An engineer compares engines by figures, and an operator sees how the engine in use is doing.
  Seam: command → platform on the chosen engine → table, page, monitoring.

  @M06.8
  Rule: Each operation is measured in count, success, duration and its spread, throughput and errors

    Example: The table tells everything about adding tasks
      When the engineer tries the task queue
      Then the table counts 58 uses of "task-queue add", of which 100.0 % succeeded, without errors
      And its durations grow from the shortest over the middle to the longest, and so many succeeded in a second

    Example: Errors are counted by their kind
      When the engineer tries the breaker
      Then the table tells of "circuit-breaker record" the error "breaker_open" 6 times

  @M06.8
  Rule: What never succeeded is measured as well

    Example: Where every use is refused the table tells only counts and errors
      Given an engine that refuses every use
      When the engineer tries the breaker
      Then the table tells of "circuit-breaker state" that 0.0 % succeeded, without durations
      And the table tells of "circuit-breaker state" the error "backplane_unavailable" 120 times

  @M06.8
  Rule: Figures are compared with figures that were kept

    Example: A second run is told beside the first
      Given the engineer tries the breaker and keeps the figures
      When the engineer tries the breaker and compares with the figures that were kept
      Then the command tells how "circuit-breaker record" stands to what was kept

    Example: What was not measured then is told as such
      Given the engineer tries the breaker and keeps the figures
      When the engineer tries request and reply and compares with the figures that were kept
      Then the command tells that "request-reply ask" was not measured then
      And the command tells that "circuit-breaker record" was not measured now

    Example: Figures that nobody kept are refused
      When the engineer asks for a comparison with figures that nobody kept
      Then the command refuses it as misuse, and names what is wrong

  @M06.8
  Rule: A page shows how long each operation takes, engine beside engine

    @browser
    Example: The page has a picture for each operation with a line for each engine
      Given figures of the embedded engine and of Redis
      When the engineer looks at the page of the figures
      Then it shows a picture for each operation, with a line for each engine
      And whoever cannot see the page finds everything on it as well, and nothing was fetched from elsewhere

  @M06.8
  Rule: Monitoring counts the uses of the engine by operation and outcome

    Example: A task that is added is counted as a success
      When Uma adds "resize" to "images"
      Then the measurements count 1 use of "queue.add" that ended well

    Example: A use that fails is counted under its error
      Given the operator lets every use of the engine fail
      When Uma tries to add "resize" to "images"
      Then the request fails because the engine of coordination is not there
      And the measurements count 1 use of "queue.add" that ended with the error "backplane_unavailable"

@AR-12 @events
Feature: Finding one's subscriptions
  Whoever comes back finds what they are subscribed to, and goes on where they left off without having kept a note of it.
  Seam: person or agent → list → subscriptions.

  @AR-12.6 @backplane
  Rule: A subscriber finds all its subscriptions, in the order in which they were begun

    Example: Both of Uma's are found
      Given Uma is subscribed to "news"
      And Uma is subscribed to "weather"
      When Uma lists what she is subscribed to
      Then subscriptions to "news" and "weather" are found, in this order

    Example: An agent finds its own
      Given Ada is subscribed to "news"
      When Ada lists what it is subscribed to
      Then subscriptions to "news" are found, in this order

    Example: None is missed and none is found twice, page by page
      Given Uma is subscribed to "news"
      And Uma is subscribed to "weather"
      And Uma is subscribed to "traffic"
      When Uma lists what she is subscribed to, 2 at a time
      Then subscriptions to "news", "weather" and "traffic" are found, in this order

    Example: A subscription that was ended is not found
      Given Uma is subscribed to "news"
      And Uma has ended the subscription
      When Uma lists what she is subscribed to
      Then subscriptions to nothing are found, in this order

    Example: What others are subscribed to is not found, not even by supervisors
      Given Uma is subscribed to "news"
      When Sam lists what he is subscribed to
      Then subscriptions to nothing are found, in this order

    Example: A place in the list of subscriptions that was never given is refused
      When Uma lists what she is subscribed to, from a place that was never given
      Then the request fails because the request is not valid
      And the place named is where the page begins

@M06 @events @backplane
Feature: Publish and subscribe
  What an agent tells on a topic reaches every agent that wants to know, and nobody else.
  Seam: agent → backplane → agents that are subscribed.
  How long events are kept, and what becomes of those nobody acknowledges, is told with the event bus.

  @M06.1
  Rule: What is published reaches whoever is subscribed, in order and once

    Example: One agent tells another
      Given Ada is subscribed to "orders"
      When Sol publishes "Paid", "Packed" and "Sent" on "orders"
      Then Ada is given "Paid", "Packed" and "Sent"

    Example: What was acknowledged does not come again
      Given Ada is subscribed to "orders"
      And Sol has published "Paid" and "Packed" on "orders"
      When Ada has taken and acknowledged "Paid"
      Then Ada is given "Packed"

  @M06.1
  Rule: Each of several subscribers gets all of it

    Example: Two agents are told the same
      Given Ada and Ines are subscribed to "orders"
      When Sol publishes "Paid" and "Packed" on "orders"
      Then Ada and Ines are given "Paid" and "Packed"

    Example: What one has acknowledged the other still gets
      Given Ada and Ines are subscribed to "orders"
      And Sol has published "Paid" on "orders"
      When Ada has taken and acknowledged "Paid"
      Then Ines is given "Paid"

    Example: Two agents publish, and both hear each other
      Given Ada and Sol are subscribed to "orders"
      And Sol has published "Paid" on "orders"
      When Ada publishes "Packed" on "orders"
      Then Ada and Sol are given "Paid" and "Packed"

  @M06.1
  Rule: A wildcard stands for one last part

    Example: All topics of a kind
      Given Ada is subscribed to "orders:*"
      When Sol publishes "Rain" on "orders:north", "orders:south" and "orders"
      Then Ada is given "Rain" and "Rain"

    Example: By name and by wildcard it is given once
      Given Ada is subscribed to "orders:*" and "orders:north"
      When Sol publishes "Rain" on "orders:north"
      Then Ada is given "Rain"

  @M06.1
  Rule: What nobody asked for is delivered to nobody

    Example: Another topic
      Given Ada is subscribed to "orders"
      When Sol publishes "Paid" on "bills"
      Then Ada is given nothing

    Example: Part of the name is not the name
      Given Ada is subscribed to "orders"
      When Sol publishes "Paid" on "orders:north" and "order"
      Then Ada is given nothing

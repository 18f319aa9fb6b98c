@AR-12 @messages
Feature: Messages after a crash
  What was taken is not lost when the platform dies, and not there twice.
  Seam: process that dies → inboxes, keys and blocks → process that is started.

  @AR-12.1 @backplane
  Rule: What was taken is in the inbox after a crash, once and in order

    @recovery
    Example: The messages are there in their order
      Given the platform runs in a process of its own
      And Uma has sent Ada 3 messages, one after the other
      When the platform is killed and started again
      Then in the inbox of Ada stand the 3 messages of Uma in their order, and no others

    @recovery
    Example: Later messages stand after the earlier ones
      Given the platform runs in a process of its own
      And Uma has sent Ada 2 messages, one after the other
      And the platform was killed and started again, once
      When Uma sends Ada 2 messages, one after the other
      Then in the inbox of Ada stand the 4 messages of Uma in their order, and no others

    @recovery
    Example: The platform dies while messages are being sent, and whoever knows no answer sends again
      Given the platform runs in a process of its own
      When Uma sends Ada 30 messages under keys of their own, the platform is killed meanwhile, and all are sent again
      Then in the inbox of Ada stand the 30 messages of Uma in their order, and no others

    @recovery
    Example: What is sent again under its key after a crash is one message
      Given the platform runs in a process of its own
      And Uma has sent Ada the message "Pack order 12" under the key "order-12"
      And the platform was killed and started again, once
      When Uma sends Ada the message "Pack order 12" under the key "order-12"
      Then Uma is shown the same message again
      And 1 message is in the inbox of Ada

  @AR-12.3
  Rule: Whoever was blocked before a crash is blocked after it

    @recovery
    Example: Mallory is still refused
      Given the platform runs in a process of its own
      And Uma has blocked Mallory
      And the platform was killed and started again, once
      When Mallory sends Uma the message "Buy now"
      Then the request fails because the receiver takes nothing from the sender
      And nothing is in the inbox of Uma

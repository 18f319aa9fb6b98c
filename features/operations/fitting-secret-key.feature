@OPS @operations @keys
Feature: The secret key fits the data
  A platform with another secret key than the others could open none of their keys and would seal new ones for itself alone: it does not start.
  Seam: operator → secret key and stored data → platform, or one sentence.

  @OPS.8
  Rule: A platform starts with the secret key that the stored data is sealed under, and with no other

    @recovery
    Example: A second platform on the same data with another key does not start, and the first goes on
      Given the platform runs in a process of its own
      When a second platform is started on the same data with another secret key
      Then the second has ended in failure, saying "CONCORD_SECRET_KEY does not fit the stored data"
      And the platform takes work

    @recovery @one-file
    Example: A lost key is not replaced by a new one
      Given the platform runs in a process of its own
      And the platform was stopped, and its secret key is lost
      When the operator starts the platform again
      Then it has ended in failure, saying "CONCORD_SECRET_KEY is missing: the stored data is sealed under the key"
      And no secret key was made

    @recovery @one-file
    Example: Data from before there was a check is taken with the key that opens it, and with no other
      Given an installation with data from the time of coordination
      And another secret key is given as a setting
      When the operator starts the platform
      Then it has ended in failure, saying "CONCORD_SECRET_KEY does not fit the stored data"

  @OPS.8
  Rule: Where the secret key is lost for good, the operator takes a new one and everybody brings their keys again

    @recovery @one-file
    Example: Uma has no key afterwards, and everything else is there
      Given the platform runs in a process of its own
      And Uma has brought an OpenAI key ending in "k4Zq"
      And the platform was stopped, and its secret key is lost
      When the operator runs "concord rekey --forget-keys", and starts the platform
      Then Uma has no OpenAI key
      And how many keys were forgotten is on record
      And verification finds every record in order

    @recovery @one-file
    Example: A key that fits is not given up
      Given the platform runs in a process of its own
      When the operator stops the platform, and runs "concord rekey --forget-keys"
      Then the command reports misuse
      And it has said "The secret key fits the stored data: nothing is lost, and nothing was forgotten"

    @recovery @one-file
    Example: A key that did not fit is kept, because other data may need it
      Given the platform runs in a process of its own
      And the platform was stopped, and another secret key lies in the place of the present one
      When the operator runs "concord rekey --forget-keys", and starts the platform
      Then the key that did not fit is kept beside the new one

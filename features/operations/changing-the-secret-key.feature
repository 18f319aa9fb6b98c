@OPS @operations @keys
Feature: Changing the secret key
  The key that seals what is stored can be replaced, and everybody's stored keys go on serving them.
  Seam: operator → command → sealed keys, key file or setting → platform.

  Background:
    Given the platform runs in a process of its own
    And Uma has brought an OpenAI key ending in "k4Zq"

  @OPS.8
  Rule: Under a new secret key every stored key serves as before

    @recovery @one-file
    Example: A new key that is made takes the place of the one beside the data, which is kept for older backups
      Given the operator has stopped the platform, run "concord rekey", and started it again
      When Uma asks "Hello"
      Then OpenAI was asked with the key ending in "k4Zq"
      And another secret key lies beside the data, and the former one is kept
      And the change of the key is on record, with 1 key sealed anew

    @recovery
    Example: A new key that is given takes the place of the one that is given
      Given the platform's secret key is given as a setting
      And the operator has stopped the platform, changed the key to another one that is given, and started the platform with that
      When Uma asks "Hello"
      Then OpenAI was asked with the key ending in "k4Zq"

  @OPS.8
  Rule: A change that is interrupted leaves everything under one key, and the platform finds out which

    @recovery @one-file
    Scenario Outline: Interrupted <moment>, Uma's key serves her
      Given the platform was stopped, and the change of the secret key was interrupted <moment>
      And the platform was started again
      When Uma asks "Hello"
      Then OpenAI was asked with the key ending in "k4Zq"

      Examples: when
        | moment                             |
        | before anything was sealed anew    |
        | after everything was sealed anew   |

  @OPS.8
  Rule: The key is not changed while a platform runs, nor from a key that does not fit

    @recovery
    Example: The operator is told to stop the platform first
      When the operator runs "concord rekey" with another key that is given
      Then the command reports failure
      And it has said "A platform is running on this database; stop every one first"
      And nothing that is sealed was changed

    @recovery
    Example: A present key that is not the right one changes nothing
      Given the platform was stopped
      When the operator changes the key from one that is not the right one
      Then the command reports misuse
      And it has said "CONCORD_SECRET_KEY does not fit the stored data"
      And nothing that is sealed was changed

    @recovery
    Example: A new key that is too short changes nothing
      Given the platform was stopped
      When the operator changes the key to one of 31 bytes
      Then the command reports misuse
      And it has said "CONCORD_NEW_SECRET_KEY must be 32 bytes, in base64 or hexadecimal"
      And nothing that is sealed was changed

  @OPS.8
  Rule: A key that an intruder has moved stays unreadable, and keeps nobody else's from being sealed anew

    @recovery
    Example: The moved key is counted, and Uma's serves her
      Given Uma's stored key was copied by an intruder to Sam's place, and the platform was stopped
      When the operator changes the key to another one that is given
      Then the command reports success
      And the change of the key is on record, with 1 key sealed anew and 1 unreadable

@INTG-05 @timeline @access
Feature: Who sees the picture
  A picture tells what was worked on and by whom, so it is shown to those who may know that.
  Seam: person → picture → rights.

  @INTG-05.6
  Rule: Only whoever asked and supervisors see the picture

    Background:
      Given Ada will answer "Twelve"
      And Uma has had these tasks done:
        | task             | agent |
        | Count the crates | Ada   |

    Example: Uma sees her own
      When Uma looks at the picture
      Then in the picture "Count the crates" is completed

    Example: Sam sees Uma's
      When Sam looks at the picture
      Then in the picture "Count the crates" is completed

    Example: For Mallory there is none
      When Mallory looks at the picture
      Then the request fails because there is no such thing

    Example: Of what nobody asked for there is none
      When Sam looks for the picture of what nobody asked for
      Then the request fails because there is no such thing

  @INTG-05.12
  Rule: Only whoever started a workflow and supervisors see its picture

    Background:
      Given Ada will answer "Twelve"
      And Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |

    Example: Sam sees that of Uma's workflow
      When Sam looks at the picture
      Then in the picture "Step 1 (draft)" is completed

    Example: For Mallory there is none of a workflow
      When Mallory looks at the picture
      Then the request fails because there is no such thing

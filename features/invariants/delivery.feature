@AR-12 @events @property
Feature: Delivery, whatever happens
  What is promised of delivery holds for any publishers and subscribers, whatever they do, in any order and at the same moment.
  Seam: publishers → event log → subscribers, in made-up cases.

  @AR-12.20
  Rule: Every subscriber acknowledges every matching event once, in order

    Example: Whoever comes, goes, refuses or is late is given everything once, in order
      When people and agents publish, subscribe, take, acknowledge, refuse, fall silent and go, in any order
      Then every subscriber has acknowledged every matching event once, in the order published, in 100 generated cases

    Scenario Outline: Delivery in a case that failed where <what>
      When people and agents publish, subscribe, take, acknowledge, refuse, fall silent and go, in any order
      Then every subscriber has acknowledged every matching event once, in the order published, in the case <case>

      Examples: cases that once failed
        | what                                                | case            |
        | the rest was lost after the first was acknowledged  | "1764116112/6"  |
        | what was refused did not come again                 | "-661904815/2"  |
        | what nobody answered to did not come again          | "-699907166/2"  |
        | what was refused for the last time was not kept     | "-985000388/35" |
        | whoever asked for the past was given none of it     | "1206941481/5"  |
        | events were given by topic and not in their order   | "-645205054/0"  |
        | what was acknowledged came again                    | "65470146/1"    |

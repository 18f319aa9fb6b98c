@M06 @queues @property
Feature: Tasks for many workers
  However many take, complete, fail and fall silent at the same moments, each task is done by one worker at a time and none is lost.
  Seam: workers at the same moment → task queue → what each is handed.

  @M06.2
  Rule: What workers are handed at the same moment is what a plain list would hand out one by one

    Example: Nothing is handed to two workers, nothing out of turn, and in the end nothing is left undone
      When tasks are added, and several workers take, complete, fail and fall silent at the same moments
      Then in 100 generated cases every task was handed out in its turn, to one worker at a time, until it was completed or dead

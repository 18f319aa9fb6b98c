/** What the guard may find, with the sentence that heads a list of such findings. */
export const FINDINGS = {
  // Written
  'unreadable-file': 'Feature files that cannot be read',
  unfilled: 'Places that nobody has filled in',
  'unknown-tag': 'Tags outside the vocabulary of features/requirements.yaml',
  'unknown-identifier': 'Identifiers that are not in the catalogue',
  'rule-identifier': 'Rules without exactly one identifier',
  'misplaced-identifier': 'Identifiers that do not stand on a rule',
  'requirement-tag': 'Features whose requirement tag does not fit',
  'outside-rule': 'Examples outside a rule',
  'empty-rule': 'Rules without an example',
  'empty-outline': 'Outlines that no row fills in',
  'unnamed-examples': 'Tables of examples without a name',
  column: 'Columns of outlines that do not fit',
  'same-row': 'Rows that make the same example as another',
  'duplicate-title': 'Titles used twice',
  'no-steps': 'Examples without steps',
  keyword: 'Examples under another keyword',
  seam: 'Features that do not name their seam',
  'no-description': 'Features that do not say what they are about',
  'long-file': 'Feature files over 100 lines',
  'long-example': 'Examples of more than 7 steps',
  'long-background': 'Backgrounds of more than 3 steps',
  'second-when': 'Examples with more than one When',
  'no-outcome': 'Examples without an outcome',
  'step-order': 'Examples whose steps do not go from what is given to what comes of it',
  'technical-word': 'Words that a product owner would not use',
  'vague-outcome': 'Outcomes that are not definite',
  'unknown-name': 'Names that are not in the glossary',
  // Defined
  'unused-step': 'Step definitions that no example uses',
  'long-step': 'Step definitions of more than 10 lines',
  // Complete
  'no-rule': 'Requirements without a rule',
  'still-open': 'Requirements listed as open that have a rule: take them off the list',
  'few-examples': 'Requirements with fewer than two examples',
  'fewer-scenarios': 'Fewer examples than the last release declared',
  // Run
  undefined: 'Steps that nobody has defined',
  pending: 'Steps that are pending',
  ambiguous: 'Steps that several definitions claim',
  skipped: 'Examples that were skipped',
  retried: 'Examples that were tried again',
  'not-run': 'Examples that were selected and did not finish',
  'hook-failed': 'Hooks that failed',
  'unknown-parameter': 'Step definitions with an unknown parameter type',
  'deviation-holds': 'Declared deviations that have begun to hold: take them off the list',
  'unknown-deviation': 'Declared deviations of examples that do not exist',
  'stray-error': 'Errors that no step waited for',
  'nothing-selected': 'Nothing was selected',
  'missing-file': 'Files that do not exist',
  'not-finished': 'The run did not finish',
} as const satisfies Record<string, string>

export type FindingKind = keyof typeof FINDINGS

export interface Finding {
  readonly kind: FindingKind
  /** What is wrong, as a person would say it. */
  readonly message: string
  /** `file:line`, where there is one. */
  readonly where?: string
  /** The pickle it is about, so that an example with several faults counts once. */
  readonly pickleId?: string
}

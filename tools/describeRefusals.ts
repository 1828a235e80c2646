// Says for whoever migrates how many people the rules would not let in today.

/** Of the answer of the migrate function. */
export type RefusalCounts = { wouldRefuse: Readonly<Record<string, number>>; isComplete: boolean };

/** A sentence for each rule. */
export const describeRefusals = ({ wouldRefuse, isComplete }: RefusalCounts): string[] =>
  Object.entries(wouldRefuse).map(
    ([rule, people]) =>
      `${isComplete ? '' : 'at least '}${people} in the directory would not get in today: ${rule}`,
  );

// Mutants of functions/ and layers/ that no unit test kills, each with the reason.

export type Survivor = {
  /** Path of the mutated file. */
  file: string;
  /** The mutated code and its replacement, in one line each; `…` stands for any text. */
  mutant: string;
  reason: string;
};

export const survivors: readonly Survivor[] = [];

// A repository of people that logs which rules changes break in place of refusing them.
import type { Logger, RulesLine } from '#layers/base/logger.ts';
import type { ChangeOutcome, PeopleRepository } from './peopleRepository.ts';
import type { PersonChange } from './personChange.ts';
import { ChangeRefusal } from './planWrite.ts';

/** How many changes of the outcomes were refused for each rule. */
const countRules = (outcomes: readonly ChangeOutcome[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const broken = outcome instanceof ChangeRefusal ? outcome.broken : {};
    for (const [field, rule] of Object.entries(broken))
      counts[`${field} ${rule}`] = (counts[`${field} ${rule}`] ?? 0) + 1;
  }
  return counts;
};

const admit = (changes: readonly PersonChange[]): PersonChange[] =>
  changes.map(({ broken: _, ...change }) => change);

/** For a stage whose senders are yet to be mended. A change that comes again is counted again. */
export const logRefusals = (people: PeopleRepository, log: Logger<RulesLine>): PeopleRepository => ({
  ...people,
  async apply(changes, call) {
    const broken = changes.filter((change) => change.broken !== undefined);
    const wouldRefuse = countRules(await people.preview(broken, call));
    if (Object.keys(wouldRefuse).length > 0) log({ level: 'warn', wouldRefuse });
    return people.apply(admit(changes), call);
  },
  preview: (changes, call) => people.preview(admit(changes), call),
});

// Finds the least of a failing history that still fails.
import { faultKinds } from './networkCall.ts';
import { type SimulationOptions, simulate } from './simulate.ts';

/** Each round leaves out a half, a quarter … of the actions that are left. */
const maxRuns = 200;

const inGroups = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** A problem without names and numbers, which differ in another history. */
const kindOf = (problem: string): string => problem.replace(/[0-9a-f]{32}|\{.*|\d+/g, '').slice(0, 60);

export type Shrunk = { least: SimulationOptions; kept: string[]; problem: string };

export const shrink = async (options: SimulationOptions, problems: readonly string[]): Promise<Shrunk> => {
  let least = options;
  let [problem = ''] = problems;
  let runs = 0;
  const tryLess = async (less: SimulationOptions): Promise<boolean> => {
    runs += 1;
    const result = await simulate(less);
    const first = result.problems.find((other) => kindOf(other) === kindOf(problem));
    if (first === undefined) return false;
    [least, problem] = [less, first];
    return true;
  };
  for (const kind of faultKinds)
    await tryLess({ ...least, withoutFaults: new Set([...(least.withoutFaults ?? []), kind]) });
  const { actions } = await simulate(options);
  let kept = actions.filter(({ id }) => !options.only || options.only.has(id));
  for (let size = Math.ceil(kept.length / 2); runs < maxRuns; size = Math.ceil(size / 2)) {
    for (const group of inGroups(kept, size)) {
      const fewer = kept.filter((action) => !group.includes(action));
      if (runs < maxRuns && (await tryLess({ ...least, only: new Set(fewer.map(({ id }) => id)) })))
        kept = fewer;
    }
    if (size === 1) break;
  }
  return { least, kept: kept.map(({ id, name }) => `${name} ${id}`), problem };
};

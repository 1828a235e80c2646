// Applies events by a direct invocation of syncUsers, which tells what became of each.
import type { PersonEvent } from '../people.ts';
import type { System } from '../system/system.ts';

/** `applied`, `stale` or `erased`, in the order of the events. */
export const syncDirectly = async ({ invoke }: System, events: readonly PersonEvent[]): Promise<string[]> => {
  const { outcomes } = (await invoke('syncUsers', events)) as { outcomes: string[] };
  return outcomes;
};

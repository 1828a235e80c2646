// The plan of a history: who does what, and when.
import { erasePerson, erasePersonForAWhile } from './actions/erasures.ts';
import { sendEvent } from './actions/events.ts';
import { exportDirectory, uploadFile } from './actions/files.ts';
import { deploy, pauseDatabase, purge, rotatePassword } from './actions/operations.ts';
import { explainPerson, listUsers, searchRepeatedly } from './actions/reads.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

export type PlannedAction = {
  id: number;
  atMs: number;
  name: string;
  run(world: World, random: Random): Promise<void>;
};

type Kind = {
  name: string;
  least: number;
  most: number;
  run(world: World, random: Random, index: number): Promise<void>;
};

const kinds: readonly Kind[] = [
  { name: 'event', least: 8, most: 25, run: sendEvent },
  { name: 'upload', least: 1, most: 5, run: uploadFile },
  { name: 'erasure', least: 1, most: 3, run: erasePerson },
  { name: 'erasure that is lifted', least: 0, most: 2, run: erasePersonForAWhile },
  { name: 'export', least: 1, most: 3, run: exportDirectory },
  { name: 'search', least: 1, most: 4, run: searchRepeatedly },
  { name: 'list', least: 0, most: 2, run: listUsers },
  { name: 'explain', least: 0, most: 1, run: explainPerson },
  { name: 'deployment', least: 0, most: 1, run: deploy },
  { name: 'rotation', least: 0, most: 1, run: rotatePassword },
  { name: 'purge', least: 0, most: 1, run: purge },
  { name: 'pause', least: 0, most: 1, run: pauseDatabase },
];

export const createPlan = (random: Random): PlannedAction[] => {
  const spanMs = random.pick([2_000, 60_000, 600_000, 86_400_000]);
  let ids = 0;
  return kinds.flatMap(({ name, least, most, run }) =>
    Array.from({ length: random.between(least, most) }, (_, index) => ({
      id: ids++,
      atMs: random.between(0, spanMs),
      name,
      run: (world: World, own: Random) => run(world, own, index),
    })),
  );
};

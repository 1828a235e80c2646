// Simulates one history of the service, and says what was wrong in it.
import { createHash } from 'node:crypto';
import { tellOf } from './actions/events.ts';
import { migrateDatabase } from './actions/operations.ts';
import { checkEnd, checkPeople } from './checks.ts';
import type { DatabaseModel } from './database/execute.ts';
import { faultKinds, type SimulatedFault } from './networkCall.ts';
import { createPlan } from './plan.ts';
import { Random } from './random.ts';
import { restoreDatabase, takeBackups } from './restore.ts';
import { World } from './world.ts';

export type SimulationOptions = {
  seed: number;
  model: DatabaseModel;
  /** Ids of the only actions that happen; all by default. */
  only?: ReadonlySet<number> | undefined;
  withoutFaults?: ReadonlySet<SimulatedFault>;
  trace?: ((line: string) => void) | undefined;
};

export type SimulationResult = {
  seed: number;
  problems: readonly string[];
  /** SHA-256 of every line of the story. */
  digest: string;
  calls: number;
  faults: number;
  kills: number;
  steps: number;
  simulatedMs: number;
  actions: readonly { id: number; name: string }[];
};

/** Waits until no message is left. */
const settle = async (world: World): Promise<void> => {
  while (world.syncQueue.length + world.importQueue.length > 0) await world.scheduler.sleep(60_000);
  // What was given up may still land.
  await world.scheduler.sleep(60_000);
};

/** Lets everything come to rest without faults, dead letters sent once more. */
const comeToRest = async (world: World): Promise<void> => {
  world.network.isFaulty = false;
  await settle(world);
  world.syncQueue.redrive();
  world.importQueue.redrive();
  await settle(world);
};

/** Whoever was let in again counts from now on. */
const tellOfLifted = async (world: World, random: Random): Promise<void> => {
  for (const email of world.history.lifted) tellOf(world, email, random);
  await settle(world);
};

const tell = async (world: World, { seed, only }: SimulationOptions): Promise<void> => {
  await migrateDatabase(world);
  const start = world.scheduler.now();
  const plan = createPlan(new Random(seed, 'plan')).filter(({ id }) => !only || only.has(id));
  const backups = takeBackups(world, new Random(seed, 'backups'));
  await Promise.all(
    plan.map(async ({ id, atMs, name, run }) => {
      await world.scheduler.sleep(start + atMs - world.scheduler.now());
      world.trace(`action ${id}: ${name}`);
      await run(world, new Random(seed, `action ${id}`));
    }),
  );
  await comeToRest(world);
  await tellOfLifted(world, new Random(seed, 'lifted'));
  checkEnd(world);
  await restoreDatabase(world, backups, new Random(seed, 'restore'), settle);
  checkPeople(world, 'after the restore');
};

export const simulate = async (options: SimulationOptions): Promise<SimulationResult> => {
  const { seed, model, withoutFaults, trace } = options;
  const story = createHash('sha256');
  const allowedFaults = new Set(faultKinds.filter((kind) => !withoutFaults?.has(kind)));
  const world = new World({
    seed,
    model,
    allowedFaults,
    trace: (line) => {
      story.update(line);
      trace?.(line);
    },
  });
  const startMs = world.scheduler.now();
  await world.scheduler.run(tell(world, options));
  for (const name of world.functions.cut) world.history.problem(`${name} was cut off by its timeout`);
  return {
    seed,
    problems: [...world.history.problems],
    digest: story.digest('hex'),
    calls: world.network.calls,
    faults: world.network.faults,
    kills: world.functions.kills,
    steps: world.scheduler.steps,
    simulatedMs: world.scheduler.now() - startMs,
    actions: createPlan(new Random(seed, 'plan')).map(({ id, name }) => ({ id, name })),
  };
};

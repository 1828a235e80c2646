// The migrate function in a deployment: schema before the stack, accounts and backfills after it.
import { describeRefusals, type RefusalCounts } from '#tools/describeRefusals.ts';
import type { Say } from './createSteps.ts';
import type { Deployment } from './deployment.ts';
import { lambdaName } from './names.ts';
import type { FunctionImages } from './provideImages.ts';
import { disableEventSources } from './stageSettings.ts';

const functionName = 'migrate';

/** The answer of `migrate` to the step `plan`. */
type MigrationPlan = { pending: string[]; later: string[]; pausesEvents: boolean };

type MigrateStep = 'schema' | 'all';

/** The answer of `migrate` to the other steps; an older image counts nobody. */
type Migrated = { applied: string[]; counted?: RefusalCounts };

const apply = async ({ cloud }: Deployment, name: string, step: MigrateStep, say: Say): Promise<void> => {
  const { applied, counted } = (await cloud.functions.invoke(name, { step })) as Migrated;
  for (const file of applied) say(`${file} was applied`);
  if (counted) for (const sentence of describeRefusals(counted)) say(sentence);
};

/**
 * Applies what the readers of the next version need while those of this version are still at work. The function gets its
 * new image ahead of the stack; nothing but a deployment invokes it. A new stack has no database yet.
 */
export const migrateBeforeStack = async (
  deployment: Deployment,
  images: FunctionImages,
  say: Say,
): Promise<void> => {
  const { target, cloud } = deployment;
  const name = lambdaName(target.stage, functionName);
  const wanted = images[functionName]?.uri as string;
  const current = await cloud.functions.image(name);
  if (!current) return say('comes with the new stack');
  if (current !== wanted) await cloud.functions.replaceImage(name, wanted);
  const plan = (await cloud.functions.invoke(name, { step: 'plan' })) as MigrationPlan;
  const { pending, later, pausesEvents } = plan;
  for (const file of later) say(`${file} of a later release stays`);
  if (pending.length === 0) return say('nothing is left to apply');
  if (pausesEvents) await disableEventSources(deployment, say);
  await apply(deployment, name, 'schema', say);
};

/** Creates the accounts whose secrets the stack has now, and fills what a new column needs. Safe to repeat. */
export const migrateAfterStack = (deployment: Deployment, say: Say): Promise<void> =>
  apply(deployment, lambdaName(deployment.target.stage, functionName), 'all', say);

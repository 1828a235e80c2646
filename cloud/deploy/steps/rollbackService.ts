// Moves callers back to the versions before the last deployment, at once.
import { UserError } from '#tools/userError.ts';
import type { RunStep, Say } from './createSteps.ts';
import { lambdaName, serviceStackName } from './names.ts';
import type { Cloud, FunctionVersion, Release, Target } from './ports.ts';
import { readServiceStack } from './settleStack.ts';

export type Rollback = {
  target: Target;
  /** The functions to move back; where empty, those that the last deployment changed. */
  functionNames: readonly string[];
  cloud: Cloud;
  step: RunStep;
};

type Candidate = Release & { aliasArn: string; versions: FunctionVersion[] };

const describe = ({ version, imageTag, publishedAt }: FunctionVersion): string =>
  `version ${version} (image ${imageTag}, published ${publishedAt.toISOString()})`;

const findCandidates = async ({ cloud, target }: Rollback): Promise<Candidate[]> => {
  const aliases = (await cloud.stacks.resources(serviceStackName(target.stage))).filter(
    ({ type }) => type === 'AWS::Lambda::Alias',
  );
  return Promise.all(
    aliases.map(async ({ physicalId: aliasArn }) => {
      const release = await cloud.releases.read(aliasArn);
      return { ...release, aliasArn, versions: await cloud.releases.versions(release.functionName) };
    }),
  );
};

const liveVersion = ({ version, versions }: Candidate): FunctionVersion | undefined =>
  versions.find((candidate) => candidate.version === version);

/** Whether the last deployment moved callers to the newest version, where they still are, or is about to. */
const wasMoved = (
  { shifting, aliasArn, version, versions }: Candidate,
  changed: readonly string[],
): boolean => shifting || (changed.includes(aliasArn) && versions.at(-1)?.version === version);

const choose = (
  { target, functionNames }: Rollback,
  candidates: Candidate[],
  changed: readonly string[],
): Candidate[] => {
  if (functionNames.length === 0) return candidates.filter((candidate) => wasMoved(candidate, changed));
  return functionNames.map((name) => {
    const found = candidates.find(({ functionName }) => functionName === lambdaName(target.stage, name));
    if (!found) throw new UserError(`The stage ${target.stage} has no function "${name}" with a route.`);
    return found;
  });
};

/** Callers of a version that is shifted to are a part; the version itself is where they come back to. */
const moveBack = async ({ cloud }: Rollback, candidate: Candidate, say: Say): Promise<void> => {
  const { functionName, aliasArn, version, versions, shifting } = candidate;
  const withdrawn = await cloud.releases.withdrawn(aliasArn);
  const earlier = versions.filter((other) => Number(other.version) < Number(version));
  const previous = shifting
    ? liveVersion(candidate)
    : earlier.findLast((other) => !withdrawn.includes(other.version));
  if (!previous) throw new UserError(`${functionName} has no version before ${version}.`);
  await cloud.releases.move(aliasArn, previous.version);
  const left = versions.filter((other) => Number(other.version) > Number(previous.version));
  await cloud.releases.withdraw(aliasArn, [
    ...new Set([...withdrawn, ...left.map((other) => other.version)]),
  ]);
  say(`${functionName} went back to ${describe(previous)}`);
};

const showLive = async (rollback: Rollback, say: Say): Promise<void> => {
  for (const candidate of await findCandidates(rollback)) {
    const live = liveVersion(candidate);
    say(`${candidate.functionName} is at ${live ? describe(live) : `version ${candidate.version}`}`);
  }
};

/**
 * Stops what CodeDeploy is shifting, moves the aliases, and says what is live. The database keeps its schema, on which the
 * version before works too. Throws UserError when the stage does not exist or nothing can be moved back.
 */
export const rollbackService = async (rollback: Rollback): Promise<void> => {
  const { target, cloud, step } = rollback;
  const name = serviceStackName(target.stage);
  const stack = await readServiceStack(cloud, target);
  await step('Stop', async (say) => {
    const applications = (await cloud.stacks.resources(name)).filter(
      ({ type }) => type === 'AWS::CodeDeploy::Application',
    );
    for (const { physicalId } of applications) {
      for (const id of await cloud.releases.stopRollouts(physicalId)) say(`CodeDeploy ${id} is stopped`);
    }
  });
  await step('Aliases', async (say) => {
    const chosen = choose(rollback, await findCandidates(rollback), await cloud.stacks.changed(name));
    for (const candidate of chosen) await moveBack(rollback, candidate, say);
    if (chosen.length === 0) {
      say(
        `the deployment of ${stack.changedAt.toISOString()} left no function to move back; --function names one`,
      );
    }
  });
  await step('Live', (say) => showLive(rollback, say));
};

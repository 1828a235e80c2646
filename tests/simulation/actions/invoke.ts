// Whoever invokes a function directly: again after a failure, as docs/operations.md says.
import type { FunctionName } from '../services.ts';
import type { World } from '../world.ts';

/** What may go wrong without a bug. */
const passingErrors = ['DatabaseUnavailable', 'DatabaseResuming', 'BucketUnavailable'];

/** The error's name and where its cause arose, for the report of a problem. */
const describe = (error: Error): string => {
  const { cause } = error;
  return `${error.name}: ${error.message} ${cause instanceof Error ? (cause.stack ?? '').split('\n').slice(0, 3).join(' ') : ''}`;
};

/** Returns the result, or undefined after a kill or an error that may pass. */
export const invokeOnce = async <Result>(
  world: World,
  name: FunctionName,
  event: unknown,
  expected: readonly string[] = [],
): Promise<Result | undefined> => {
  const outcome = await world.invoke(name, event);
  if ('result' in outcome) return outcome.result as Result;
  if ('error' in outcome && ![...passingErrors, ...expected].includes(outcome.error.name))
    world.history.problem(`${name} failed with ${describe(outcome.error)}`);
  return undefined;
};

const pauseMs = 20_000;
/** More failures in a row are no chance. */
const maxAttempts = 200;

export const invokeUntilDone = async <Result>(
  world: World,
  name: FunctionName,
  event: unknown,
  expected: readonly string[] = [],
): Promise<Result> => {
  for (let attempts = 0; attempts < maxAttempts; attempts += 1) {
    const result = await invokeOnce<Result>(world, name, event, expected);
    if (result !== undefined) return result;
    await world.scheduler.sleep(pauseMs);
  }
  throw new Error(`${name} failed ${maxAttempts} times in a row.`);
};

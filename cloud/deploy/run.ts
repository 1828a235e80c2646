// Runs a command's main function: one sentence and status 1 when it fails for a known reason. Called by deploy.ts, remove.ts.
import { UserError } from '#tools/userError.ts';

export const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** An error of an AWS client or of credentials is known by its name; a defect of ours is shown with its stack. */
const messageOf = (error: Error & { $fault?: unknown }): string => {
  if (error instanceof UserError) return error.message;
  if (error.$fault !== undefined || error.name === 'CredentialsProviderError') {
    return `${error.name}: ${error.message}`;
  }
  return error.stack ?? error.message;
};

export const run = async (main: () => Promise<void>): Promise<void> => {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${messageOf(error as Error)}\n`);
    process.exitCode = 1;
  }
};

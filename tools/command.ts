// The frame of a command: what it says, and how it fails. Called by start.ts and reset.ts.
import { UserError } from '#tools/userError.ts';

export const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A UserError is one sentence on stderr and exit status 1, anything else a defect with a stack. */
export const command = async (run: () => Promise<unknown>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${error instanceof UserError ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
};

// The frame of a command: what it says, and how it fails. Called by start.ts and reset.ts.
import { LocalError } from './part.ts';

export const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A LocalError is one sentence on stderr and exit status 1, anything else a defect with a stack. */
export const command = async (run: () => Promise<unknown>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${error instanceof LocalError ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
};

// The frame of a command: a LocalError is one sentence on stderr and exit status 1, anything else a defect with a stack.
import { LocalError } from './part.ts';

export const command = async (run: () => Promise<unknown>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${error instanceof LocalError ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
};

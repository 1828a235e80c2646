// Runs a command: reads its command line, and prints a known error as one line.
import type { Command, CommandValues } from './command/declaration.ts';
import { helpOf } from './command/help.ts';
import { readLine } from './command/readLine.ts';
import { UserError } from './userError.ts';

// Whoever reads the output may stop reading it, as `head` does.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit();
});

export const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const fail = (error: unknown): void => {
  const known = error instanceof UserError;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = known ? error.exitStatus : 1;
};

/**
 * Runs a command with the values of its options and arguments. `--help` prints what they mean instead. A UserError
 * becomes one line on stderr and its exit status, 2 when the command line is wrong; any other error is a bug, shown with
 * its stack.
 */
export const runCommand = async <const Given extends Command>(
  command: Given,
  run: (values: CommandValues<Given>) => Promise<unknown>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> => {
  try {
    if (args.includes('--help')) return log(helpOf(command));
    await run(readLine(command, args));
  } catch (error) {
    fail(error);
  }
};

// Installs a MariaDB server after a person has agreed to the command that does it.
import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { installCommand } from '../mysql/installCommand.ts';
import { CommandError } from './runCommand.ts';

/** Homebrew refuses to run as root, and apt-get needs it. */
const withRights = (command: string): string =>
  command.startsWith('apt-get') && process.getuid?.() !== 0 ? `sudo ${command}` : command;

const agrees = async (): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question('Run it? [y/N] ').finally(() => terminal.close());
  return /^y(es)?$/i.test(answer.trim());
};

/** Throws CommandError when nobody agrees, or when it fails. */
export const installServer = async (): Promise<void> => {
  const known = installCommand();
  const command = known && withRights(known);
  if (!command || !/^(sudo )?apt-get|^brew/.test(command)) {
    const advice = command ? `: ${command}` : '';
    throw new CommandError(
      `--install knows apt-get and Homebrew alone; install MariaDB yourself${advice}.`,
      1,
    );
  }
  process.stderr.write(`To install MariaDB's server: ${command}\n`);
  if (!process.stdin.isTTY) throw new CommandError('--install asks on a terminal, and there is none.', 1);
  if (!(await agrees())) throw new CommandError('Nothing was installed.', 1);
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' });
  if (status !== 0) throw new CommandError(`That failed with status ${status}.`, 1);
};

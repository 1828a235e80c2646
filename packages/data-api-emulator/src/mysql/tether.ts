// Starts a process that ends when this one ends, even by SIGKILL.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

// The shell's standard input is a pipe from us, which the kernel closes whatever ends us. Then `cat` returns and the
// command is told to stop. Portable, whereas PR_SET_PDEATHSIG (setpriv) exists on Linux only.
const script = `
exec 3<&0
"$@" 3<&- </dev/null &
command=$!
{ cat <&3 >/dev/null; kill -TERM $command; } 2>/dev/null &
guard=$!
wait $command
status=$?
kill $guard 2>/dev/null
exit $status`;

export type Tethered = {
  /** Ends the command and waits for that. Never rejects. */
  stop(): Promise<void>;
  readonly child: ChildProcess;
  /** Settles with the exit status when the process has ended, for whatever reason. */
  readonly ended: Promise<number>;
};

export type TetherOptions = {
  env?: NodeJS.ProcessEnv;
  /** File descriptors or modes for the command's standard output and error. */
  stdout?: number | 'pipe' | 'inherit' | 'ignore';
  stderr?: number | 'pipe' | 'inherit' | 'ignore';
};

export const tether = (
  command: readonly string[],
  { env = process.env, stdout = 'ignore', stderr = 'ignore' }: TetherOptions = {},
): Tethered => {
  // Its own process group: Ctrl-C in a terminal reaches us alone, and we decide in which order parts stop.
  const child = spawn('/bin/sh', ['-c', script, 'tether', ...command], {
    env,
    stdio: ['pipe', stdout, stderr],
    detached: true,
  });
  const ended = once(child, 'exit').then(([status]) => Number(status ?? 1));
  return {
    child,
    ended,
    async stop() {
      child.stdin?.destroy();
      await ended;
    },
  };
};

// Starts a process that ends when this one ends, even by SIGKILL.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

// The shell's standard input is a pipe from us, which the kernel closes whatever ends us. Then `cat` returns and the
// command is told to stop, and killed when it has not within 10 s: MariaDB hangs for good when it is told while it starts.
// Portable, whereas PR_SET_PDEATHSIG (setpriv) exists on Linux only. The last `kill` ends the guard, in this process group
// of its own. 3 is the channel's.
const script = `
exec 4<&0
"$@" 4<&- </dev/null &
command=$!
{ cat <&4; kill -TERM $command; sleep 10; kill -KILL $command; } >/dev/null 2>&1 3>&- &
wait $command
status=$?
trap '' TERM
kill 0
exit $status`;

export type Tethered = {
  /** Ends the command with SIGTERM, after 10 s with SIGKILL (12 s without its guard), and waits. Never rejects. */
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
  /** Whether the command, a Node process, can be sent messages: `child.send()`. */
  channel?: boolean;
};

/** What the guard takes at most. One that was killed, by the kernel for want of memory, does nothing. */
const guardTimeMs = 12_000;

const killGroup = ({ pid }: ChildProcess): void => {
  try {
    process.kill(-Number(pid), 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
};

export const tether = (
  command: readonly string[],
  { env = process.env, stdout = 'ignore', stderr = 'ignore', channel = false }: TetherOptions = {},
): Tethered => {
  // Its own process group: Ctrl-C in a terminal reaches us alone, and we decide in which order parts stop.
  const child = spawn('/bin/sh', ['-c', script, 'tether', ...command], {
    env,
    stdio: ['pipe', stdout, stderr, channel ? 'ipc' : 'ignore'],
    detached: true,
  });
  const ended = once(child, 'exit').then(([status]) => Number(status ?? 1));
  return {
    child,
    ended,
    async stop() {
      child.stdin?.destroy();
      const timer = setTimeout(() => killGroup(child), guardTimeMs);
      await ended;
      clearTimeout(timer);
    },
  };
};

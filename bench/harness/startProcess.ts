// Starts one Node process, and tells the processor time and the memory that it uses, from Linux.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export type NodeProcess = {
  child: ChildProcess;
  startedAt: number;
  /** Rejects when the process ends before it is stopped; never resolves. */
  ended: Promise<never>;
  cpuTimeMs(): number;
  residentBytes(): number;
  stop(): void;
};

export type NodeProcessOptions = {
  /** Options of Node, the program, and its arguments. */
  args: readonly string[];
  /** All that it finds in its environment beside PATH. */
  env: Readonly<Record<string, string>>;
  cwd?: string;
};

/** https://docs.kernel.org/scheduler/sched-stats.html */
const onCpuNs = (schedstat: string): number => {
  try {
    return Number(readFileSync(schedstat, 'utf8').split(' ')[0]);
  } catch {
    // The thread has ended since it was listed.
    return 0;
  }
};

/** Milliseconds on a processor, of all threads that live. Unlike wall time it leaves out the time that neighbours take. */
const readCpuTimeMs = (pid: number): number => {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).reduce((sum, task) => sum + onCpuNs(`${tasks}/${task}/schedstat`), 0) / 1e6;
};

const readResidentBytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

export const startProcess = ({ args, env, cwd }: NodeProcessOptions): NodeProcess => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Nobody may read what it prints, and a full pipe would stop it.
  child.stdout.resume();
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`${args.join(' ')} ended: ${signal ?? code}.`)));
  });
  ended.catch(() => {});
  const pid = child.pid as number;
  return {
    child,
    startedAt,
    ended,
    cpuTimeMs: () => readCpuTimeMs(pid),
    residentBytes: () => readResidentBytes(pid),
    stop: () => void child.kill('SIGKILL'),
  };
};

// Starts one Node process, and tells what it uses.
import { type ChildProcess, spawn } from 'node:child_process';
import { readCpuTimeMs, readResidentBytes } from './processUsage.ts';

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
    stop: () => {
      child.kill('SIGKILL');
    },
  };
};

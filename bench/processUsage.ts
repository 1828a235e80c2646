// The processor time and the memory that a process has used, from Linux. Called by functionProcess.ts.
import { readdirSync, readFileSync } from 'node:fs';

const onCpuNs = (schedstat: string): number => {
  try {
    return Number(readFileSync(schedstat, 'utf8').split(' ')[0]);
  } catch {
    // The thread has ended since it was listed.
    return 0;
  }
};

/** Milliseconds on a processor, of all threads that live. Unlike wall time it leaves out what neighbours take. */
export const cpuTimeMs = (pid: number): number => {
  const tasks = `/proc/${pid}/task`;
  const threads = readdirSync(tasks).map((thread) => onCpuNs(`${tasks}/${thread}/schedstat`));
  return threads.reduce((sum, one) => sum + one, 0) / 1e6;
};

/** Bytes of the process in memory now. */
export const residentBytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

// The processor time and the memory that a process has used, from Linux.
// https://docs.kernel.org/scheduler/sched-stats.html
import { readdirSync, readFileSync } from 'node:fs';

const onCpuNs = (schedstat: string): number => {
  try {
    return Number(readFileSync(schedstat, 'utf8').split(' ')[0]);
  } catch {
    // The thread has ended since it was listed.
    return 0;
  }
};

/** Milliseconds on a processor, of all threads that live. Unlike wall time it leaves out the time that neighbours take. */
export const readCpuTimeMs = (pid: number): number => {
  const tasks = `/proc/${pid}/task`;
  const threads = readdirSync(tasks).map((thread) => onCpuNs(`${tasks}/${thread}/schedstat`));
  return threads.reduce((sum, thread) => sum + thread, 0) / 1e6;
};

/** Bytes of the process in memory now. */
export const readResidentBytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

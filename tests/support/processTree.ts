// The processes that a process started, and those that these started.
import { execFileSync } from 'node:child_process';

export type RunningProcess = {
  pid: number;
  parent: number;
  rssMb: number;
  /** The time of a processor that it has used. */
  cpuS: number;
  command: string;
};

/** Of `[dd-]hh:mm:ss`, or macOS's `mm:ss.cc`. */
const toSeconds = (time: string): number => {
  const [clock = '', days = '0'] = time.split('-').toReversed();
  return clock.split(':').reduce((sum, part) => 60 * sum + Number(part), 0) + 86_400 * Number(days);
};

const listProcesses = (): RunningProcess[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,time=,args='], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  })
    .trim()
    .split('\n')
    .map((line) => {
      const [, pid, parent, rssKb, time, command] =
        /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return {
        pid: Number(pid),
        parent: Number(parent),
        rssMb: Number(rssKb) / 1024,
        cpuS: toSeconds(time as string),
        command: command as string,
      };
    });

/** The process `root` and all below it, as they are now. */
export const processTree = (root: number): RunningProcess[] => {
  const all = listProcesses();
  const below = (pid: number): RunningProcess[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return [...all.filter(({ pid }) => pid === root), ...below(root)];
};

/** The time of a processor that the process and all that run below it have used. */
export const cpuSeconds = (root: number): number =>
  processTree(root).reduce((sum, { cpuS }) => sum + cpuS, 0);

// The processes that a process started, and those that these started.
import { execFileSync } from 'node:child_process';

export type RunningProcess = { pid: number; parent: number; rssMb: number; command: string };

const listProcesses = (): RunningProcess[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
    .trim()
    .split('\n')
    .map((line) => {
      const [, pid, parent, rssKb, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return {
        pid: Number(pid),
        parent: Number(parent),
        rssMb: Number(rssKb) / 1024,
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

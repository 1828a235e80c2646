// The latency of each request by the number of people in the directory.

import type { Progress } from '#bench/harness/createProgress.ts';
import { measureInRounds } from '#bench/harness/measureInRounds.ts';
import { medianMs } from '#bench/harness/medianMs.ts';
import { ask, type Exchange, type RunningProgram } from '#bench/harness/program.ts';
import { createSearchHit, scaleRequests } from './createRequests.ts';
import type { ScaleDirectory } from './startDirectories.ts';

/** Median milliseconds by `<request> <count>`, round by round. */
export type Latencies = ReadonlyMap<string, readonly number[]>;

/** Requests of each round. */
const requestsPerRound = 60;
/** A search without an index reads every person; a round reads at most so many. */
const peoplePerRound = 3_000_000;

export const express = 'Express search hit';
export const expressIndexed = 'Express search hit, with an index';
export const latencyKey = (request: string, count: number): string => `${request} ${count}`;

const measure = (
  program: RunningProgram,
  create: (count: number) => Exchange,
  count: number,
  requests: number,
) => medianMs(() => ask(program, 'A directory', create(count)), requests);

/** What is measured of one directory. */
const createMeasures = (directory: ScaleDirectory): [string, () => Promise<number>][] => {
  const { count } = directory;
  const scans = Math.max(1, Math.min(requestsPerRound, Math.floor(peoplePerRound / count)));
  const service = Object.entries(scaleRequests).map(([name, create]): [string, () => Promise<number>] => {
    const program = name.startsWith('search') ? directory.searchUser : directory.getUsers;
    return [name, () => measure(program, create, count, requestsPerRound)];
  });
  const peers: typeof service = [
    [express, () => measure(directory.express, createSearchHit, count, scans)],
    [expressIndexed, () => measure(directory.expressIndexed, createSearchHit, count, requestsPerRound)],
  ];
  return [...service, ...peers].map(([name, run]) => [latencyKey(name, count), run]);
};

export const measureLatency = (
  directories: readonly ScaleDirectory[],
  count: number,
  progress: Progress,
): Promise<Latencies> => {
  const measures = new Map(directories.flatMap(createMeasures));
  return measureInRounds({ measures, count, onStep: progress.start('Latency', measures.size * (count + 1)) });
};

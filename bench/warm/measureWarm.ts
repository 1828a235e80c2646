// The warm path: processor time of a request once a process has served many.

import type { Progress } from '#bench/harness/createProgress.ts';
import { measureInRounds } from '#bench/harness/measureInRounds.ts';
import { ask, type Candidate } from '#bench/harness/program.ts';

const floors = ['no-op', 'ping', 'signed call'];
const service = ['getUsers', 'getUsers without TLS', 'getUsers naive'];
const express = ['Express /users', 'Express bundled /users', 'Express behind the web adapter /users'];
const names = [...floors, ...service, 'Hono /users', ...express];

/** The candidates that are asked for a page, where being warm makes a difference between them. */
export const selectWarm = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(({ name }) => names.includes(name));

const requests = 700;
const warmUp = 233;

/** CPU milliseconds of one request, by the candidate's name, round by round. */
export type WarmRequests = ReadonlyMap<string, readonly number[]>;

const measureRequest = async ({ name, exchange, start }: Candidate): Promise<number> => {
  const program = await start();
  try {
    for (let index = 0; index < warmUp; index += 1) await ask(program, name, exchange);
    const warmMs = program.cpuTimeMs();
    for (let index = warmUp; index < requests; index += 1) await ask(program, name, exchange);
    return (program.cpuTimeMs() - warmMs) / (requests - warmUp);
  } finally {
    program.stop();
  }
};

export const measureWarm = (
  candidates: readonly Candidate[],
  count: number,
  progress: Progress,
): Promise<WarmRequests> =>
  measureInRounds({
    measures: new Map(candidates.map((candidate) => [candidate.name, () => measureRequest(candidate)])),
    count,
    onStep: progress.start('Warm requests', candidates.length * (count + 1)),
  });

// Everything that the bench compares: the floors, this service, and the peers.

import type { Candidate } from '#bench/harness/program.ts';
import type { DataApiStub } from '#bench/harness/startDataApiStub.ts';
import { buildExpress } from './buildExpress.ts';
import { buildFloors } from './buildFloors.ts';
import { buildHono } from './buildHono.ts';
import { buildService, serviceFunctions } from './buildService.ts';

export type CandidatesOptions = {
  stub: DataApiStub;
  /** A MySQL with the tutorial's table. */
  databaseUrl: string;
  /** Called when a kind of candidate has been built. */
  onStep: () => void;
};

/** How often `onStep` is called. */
export const candidateKinds = serviceFunctions.length + 3;

export const buildCandidates = async ({
  stub,
  databaseUrl,
  onStep,
}: CandidatesOptions): Promise<Candidate[]> => {
  const builds = [
    () => buildFloors(stub),
    ...serviceFunctions.map((name) => () => buildService(name, stub)),
    () => buildHono(stub),
    () => buildExpress(databaseUrl),
  ];
  const candidates: Candidate[] = [];
  for (const build of builds) {
    candidates.push(...(await build()));
    onStep();
  }
  return candidates;
};

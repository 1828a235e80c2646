// A process that reads a file, imports it without a database, and prints what that took.
import { readChoices } from '#layers/people/imports/choices.ts';
import { importFile } from '#layers/people/imports/importFile.ts';
import { openFile } from '#layers/people/imports/openFile.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { createLocalStore } from './localStore.ts';

export type ReadMeasurement = { rows: number; readMs: number; elapsedMs: number; peakBytes: number };

const store = createLocalStore(process.argv[2] as string, {});
const { services } = createInMemoryImports();
const call = { deadlineMs: Number.POSITIVE_INFINITY };
const key = 'incoming/a';

const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};

let rows = 0;
const readMs = await timeOf(async () => {
  const { etag, sizeBytes, metadata } = await store.describe(key, call);
  const file = { store, version: { key, etag }, sizeBytes };
  const opening = { choices: readChoices(metadata), order: services.order };
  const opened = await openFile(file, opening, services.packedFormats, call);
  for await (const { cells } of opened.rows(opened.firstRow)) if (cells.length > 0) rows += 1;
});

/** A directory that takes everybody. */
const takeAll = async (changes: readonly unknown[]) => changes.map(() => 'applied' as const);
const elapsedMs = await timeOf(async () => {
  const people = { apply: takeAll, preview: takeAll };
  const { state, progress } = await importFile({ ...services, store, people }, { key }, call);
  if (state !== 'done' || progress.applied !== rows) throw new Error(`The import ended as ${state}.`);
});

// https://nodejs.org/api/process.html#processresourceusage: kilobytes
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ rows, readMs, elapsedMs, peakBytes } satisfies ReadMeasurement));

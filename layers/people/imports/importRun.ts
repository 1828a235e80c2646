// One run of a job: from where the last one stopped to the end of the file, or of the time.

import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectDescription, ObjectStore } from '#layers/aws/s3/objectStore.ts';
import type { InvokingQueue } from '#layers/aws/sqs/invokingQueue.ts';
import { asOfMetadata, isDryRun, rejectsKey } from '#layers/people/bucketLayout.ts';
import type { ErasedPeople } from '#layers/people/erasedPeople.ts';
import type { ImportJob, ImportJobs, ImportProgress } from '#layers/people/importJobs.ts';
import type { WriterLeases } from '#layers/people/leases/writerLeases.ts';
import type { PeopleRepository } from '#layers/people/peopleRepository.ts';
import type { OrderKind } from '#layers/people/revision.ts';
import { readChoices } from './choices.ts';
import type { NumberForm } from './columns/cells.ts';
import { describeColumns } from './columns/columns.ts';
import type { OpenTable } from './formats/openTable.ts';
import {
  type ChunkResult,
  importChunk,
  type ReadChunk,
  readChunks,
  readRowsOfChunks,
} from './importChunk.ts';
import { type ImportSummary, writeReport } from './importReport.ts';
import { openFile, type PackedFormats } from './openFile.ts';
import { readAhead } from './readAhead.ts';
import type { RowContext } from './readChange.ts';
import { formatRejects, type RejectedRow, withholdErased } from './rejects.ts';

/** The services of the function that imports files. Tests pass a literal. */
export type ImportServices = {
  readonly store: ObjectStore;
  readonly jobs: ImportJobs;
  /** The leases of runs that read the file of a key. */
  readonly leasesOf: (key: string) => WriterLeases;
  readonly erased: ErasedPeople;
  readonly people: Pick<PeopleRepository, 'apply' | 'preview'>;
  /** The queue that invokes the function. */
  readonly queue: InvokingQueue;
  readonly packedFormats: PackedFormats;
  /** The form of numbers of a country (ISO 3166-1 alpha-2). Throws FileRefused. */
  readonly createForm: (country: string) => Promise<NumberForm>;
  readonly order: OrderKind;
  readonly now: () => number;
  /** UUIDs by default. */
  readonly newId?: () => string;
  /** Rows per chunk; 1,000 by default. */
  readonly chunkRows?: number;
};

/** No chunk begins when less is left before the deadline; a write may take 50 s. */
const reserveMs = 60_000;
const reportIntervalMs = 5_000;

/** `ended`: the job has ended, by another run or by an erasure. */
export type RunOutcome = 'done' | 'running' | 'ended';

export type ImportRunOptions = {
  services: ImportServices;
  key: string;
  job: string;
  known: ImportJob;
  description: ObjectDescription;
  call: CallContext;
};

const addViolations = (
  violations: ImportProgress['violations'],
  rejected: readonly RejectedRow[],
): ImportProgress['violations'] => {
  const sum = { ...violations };
  for (const { reason } of rejected) sum[reason] = (sum[reason] ?? 0) + 1;
  return sum;
};

const addResult = (
  progress: ImportProgress,
  { end }: ReadChunk,
  { applied, unchanged, rejected, onlyPossible }: ChunkResult,
): ImportProgress => ({
  ...end,
  applied: progress.applied + applied,
  unchanged: progress.unchanged + unchanged,
  rejected: progress.rejected + rejected.length,
  violations: addViolations(progress.violations, rejected),
  onlyPossible: progress.onlyPossible + onlyPossible,
});

export class ImportRun {
  readonly #options: ImportRunOptions;
  readonly #startedMs: number;
  #reportedMs = Number.NEGATIVE_INFINITY;
  #file: OpenTable | undefined;
  #chunks = 0;
  #rows = 0;
  #progress: ImportProgress;

  constructor(options: ImportRunOptions) {
    this.#options = options;
    this.#startedMs = options.services.now();
    this.#progress = options.known.progress;
  }

  get progress(): ImportProgress {
    return this.#progress;
  }

  /** Its speed, and how the file was read, which is undefined before it was opened. */
  describe(): Pick<ImportSummary, 'rowsPerS' | 'file' | 'readBytes'> {
    const elapsedS = Math.max(this.#options.services.now() - this.#startedMs, 1) / 1_000;
    const opened = this.#file;
    return {
      rowsPerS: Math.round(this.#rows / elapsedS),
      file: opened && { ...opened.describe(), columns: describeColumns(opened.columns) },
      readBytes: opened?.storedBytes(this.#progress.offsetBytes),
    };
  }

  /** Returns `running` when the time has run out. Throws FileRefused, ObjectStoreError and DatabaseError. */
  async run(): Promise<RunOutcome> {
    const { services, key, description, call } = this.#options;
    const { metadata, sizeBytes, etag } = description;
    const choices = readChoices(metadata);
    const form = choices.country === undefined ? undefined : await services.createForm(choices.country);
    const stored = { store: services.store, version: { key, etag }, sizeBytes };
    const file = await openFile(stored, { choices, order: services.order }, services.packedFormats, call);
    this.#file = file;
    await this.#report();
    const context = this.#createContext(file, { firstEmail: choices.firstEmail, form });
    for (;;) {
      const outcome = await this.#importRest(file, context);
      if (outcome !== 'overtaken') return outcome;
    }
  }

  #createContext({ columns }: OpenTable, chosen: Pick<RowContext, 'firstEmail' | 'form'>): RowContext {
    const { services, job, known, description } = this.#options;
    const place = { job, order: services.order, asOfMs: known.asOfMs, uploadedMs: description.modifiedMs };
    return { columns, ...chosen, ...place };
  }

  async #report(): Promise<void> {
    const { services, job, known, call } = this.#options;
    await writeReport(services.store, { ...known, job, progress: this.#progress, ...this.describe() }, call);
    this.#reportedMs = services.now();
  }

  async #importRest({ firstRow, rows }: OpenTable, context: RowContext): Promise<RunOutcome | 'overtaken'> {
    const { services, call } = this.#options;
    const start = this.#progress.offsetBytes > 0 ? this.#progress : firstRow;
    const chunks = readAhead(readRowsOfChunks(readChunks(rows(start), start, services.chunkRows), context));
    for await (const chunk of chunks) {
      // A run of no chunk at all would be followed by another.
      if (this.#chunks > 0 && services.now() > call.deadlineMs - reserveMs) return 'running';
      const outcome = await this.#importChunk(chunk, context);
      if (outcome !== 'advanced') return outcome;
      if (services.now() - this.#reportedMs >= reportIntervalMs) await this.#report();
    }
    return 'done';
  }

  /** `overtaken`: another delivery of the same job has done it first. */
  async #importChunk(chunk: ReadChunk, context: RowContext): Promise<'advanced' | 'overtaken' | 'ended'> {
    const { services, key, job, call } = this.#options;
    const writeRows = isDryRun(key) ? services.people.preview : services.people.apply;
    const result = await importChunk(writeRows, chunk, call);
    if (result.rejected.length > 0) await this.#writeRejects(chunk, context, result.rejected);
    const next = addResult(this.#progress, chunk, result);
    if (await services.jobs.advance(job, this.#progress.offsetBytes, next, call)) {
      this.#progress = next;
      this.#count(result);
      return 'advanced';
    }
    const found = await services.jobs.find(job, call);
    if (found?.state !== 'running') return 'ended';
    this.#progress = found.progress;
    return 'overtaken';
  }

  /** Before the job advances: a run that is killed in between writes the same object again. */
  async #writeRejects({ start }: ReadChunk, { columns }: RowContext, rejected: readonly RejectedRow[]) {
    const { services, job, known, call } = this.#options;
    const shown = await withholdErased(services.erased, rejected, call);
    const metadata = { [asOfMetadata]: new Date(known.asOfMs).toISOString() };
    await services.store.write(
      rejectsKey(job, start.offsetBytes),
      formatRejects(columns, this.#separator(), shown),
      { contentType: 'text/csv', metadata },
      call,
    );
  }

  /** That of the file, where it is text. */
  #separator(): string {
    const { separator = ',' } = this.#file?.describe() ?? {};
    return separator === 'tab' ? '\t' : separator;
  }

  #count({ applied, unchanged, rejected }: ChunkResult): void {
    this.#chunks += 1;
    this.#rows += applied + unchanged + rejected.length;
  }
}

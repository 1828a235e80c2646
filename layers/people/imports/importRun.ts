// One run of a job: from where the last one stopped to the end of the file, or of the time.

import type { CountryCode } from 'libphonenumber-js/max';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectDescription, ObjectVersion } from '#layers/aws/s3/objectStore.ts';
import { asOfMetadata, type FileFacts, isDryRun, rejectsKey } from '#layers/people/bucketLayout.ts';
import type { ImportJob, ImportProgress } from '#layers/people/importJobs.ts';
import { type Choices, readChoices } from './choices.ts';
import { describeColumns } from './columns/columns.ts';
import { readCountry } from './columns/toInternational.ts';
import type { OpenFile } from './formats/openFormat.ts';
import type { CsvPosition } from './formats/readRows.ts';
import { type ChunkResult, importChunk } from './importChunk.ts';
import { writeReport } from './importReport.ts';
import type { ImportServices } from './importServices.ts';
import { openFile } from './openFile.ts';
import { type CsvChunk, readChunks } from './readChunks.ts';
import { formatRejects, type RejectedRow } from './rejects.ts';
import { withholdErased } from './withholdErased.ts';

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

const addResult = (
  progress: ImportProgress,
  { end }: CsvChunk,
  { applied, unchanged, rejected }: ChunkResult,
): ImportProgress => ({
  ...end,
  applied: progress.applied + applied,
  unchanged: progress.unchanged + unchanged,
  rejected: progress.rejected + rejected.length,
});

export class ImportRun {
  readonly #options: ImportRunOptions;
  readonly #startedMs: number;
  #reportedMs = Number.NEGATIVE_INFINITY;
  #choices: Choices | undefined;
  #country: CountryCode | undefined;
  #file: OpenFile | undefined;
  #chunks = 0;
  #rows = 0;
  #violations: Record<string, number> = {};
  #progress: ImportProgress;

  constructor(options: ImportRunOptions) {
    this.#options = options;
    this.#startedMs = options.services.now();
    this.#progress = options.known.progress;
  }

  get progress(): ImportProgress {
    return this.#progress;
  }

  get rowsPerS(): number {
    const elapsedS = Math.max(this.#options.services.now() - this.#startedMs, 1) / 1_000;
    return Math.round(this.#rows / elapsedS);
  }

  /** The rules that rows of this run broke, by their number. */
  get violations(): Readonly<Record<string, number>> {
    return this.#violations;
  }

  /** How the file was read; undefined before it was opened. */
  get facts(): FileFacts | undefined {
    return this.#file && { ...this.#file.describe(), columns: describeColumns(this.#file.columns) };
  }

  /** Returns `running` when the time has run out. Throws FileRefused, ObjectStoreError and DatabaseError. */
  async run(): Promise<RunOutcome> {
    const { services, description, call } = this.#options;
    const { store, order } = services;
    const { metadata, sizeBytes } = description;
    this.#choices = readChoices(metadata);
    const { country } = this.#choices;
    this.#country = country === undefined ? undefined : readCountry(country);
    const stored = { store, version: this.#version, sizeBytes };
    this.#file = await openFile(stored, { choices: this.#choices, order }, call);
    await this.#report();
    for (;;) {
      const outcome = await this.#importFrom(this.#position());
      if (outcome !== 'overtaken') return outcome;
    }
  }

  get #version(): ObjectVersion {
    const { key, description } = this.#options;
    return { key, etag: description.etag };
  }

  async #report(): Promise<void> {
    const { services, job, known, call } = this.#options;
    const summary = { ...known, job, progress: this.#progress, rowsPerS: this.rowsPerS, file: this.facts };
    await writeReport(services.store, summary, call);
    this.#reportedMs = services.now();
  }

  #position(): CsvPosition {
    const { firstRow } = this.#file as OpenFile;
    return this.#progress.offsetBytes > 0 ? this.#progress : firstRow;
  }

  async #importFrom(start: CsvPosition): Promise<RunOutcome | 'overtaken'> {
    const { services, call } = this.#options;
    const { rows } = this.#file as OpenFile;
    for await (const chunk of readChunks(rows(start), start)) {
      // A run of no chunk at all would be followed by another.
      if (this.#chunks > 0 && services.now() > call.deadlineMs - reserveMs) return 'running';
      const outcome = await this.#importChunk(chunk);
      if (outcome !== 'advanced') return outcome;
      if (services.now() - this.#reportedMs >= reportIntervalMs) await this.#report();
    }
    return 'done';
  }

  /** `overtaken`: another delivery of the same job has done it first. */
  async #importChunk(chunk: CsvChunk): Promise<'advanced' | 'overtaken' | 'ended'> {
    const { services, key, job, known, description, call } = this.#options;
    const { columns } = this.#file as OpenFile;
    const { people, order } = services;
    const writeRows = isDryRun(key) ? people.preview : people.apply;
    const { asOfMs } = known;
    const { firstEmail } = this.#choices as Choices;
    const context = {
      columns,
      firstEmail,
      country: this.#country,
      job,
      order,
      asOfMs,
      uploadedMs: description.modifiedMs,
    };
    const result = await importChunk(writeRows, context, chunk, call);
    if (result.rejected.length > 0) await this.#writeRejects(chunk, result.rejected);
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
  async #writeRejects({ start }: CsvChunk, rejected: readonly RejectedRow[]): Promise<void> {
    const { services, job, known, call } = this.#options;
    const { columns } = this.#file as OpenFile;
    const shown = await withholdErased(services.erased, rejected, call);
    const metadata = { [asOfMetadata]: new Date(known.asOfMs).toISOString() };
    await services.store.write(
      rejectsKey(job, start.offsetBytes),
      formatRejects(columns, shown),
      { contentType: 'text/csv', metadata },
      call,
    );
  }

  #count({ applied, unchanged, rejected }: ChunkResult): void {
    this.#chunks += 1;
    this.#rows += applied + unchanged + rejected.length;
    for (const { reason } of rejected) this.#violations[reason] = (this.#violations[reason] ?? 0) + 1;
  }
}

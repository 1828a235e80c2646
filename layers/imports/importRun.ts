// One run of a job: from where the last one stopped to the end of the file, or of the time.
import type { CallContext } from '#layers/database/database.ts';
import type { ObjectDescription, ObjectVersion } from '#layers/objects/objectStore.ts';
import type { ImportJob, ImportProgress, ImportState } from '#layers/repository/importJobs.ts';
import { asOfName } from './asOf.ts';
import { importChunk } from './importChunk.ts';
import { rejectsKey, writeReport } from './importReport.ts';
import type { ImportServices } from './importServices.ts';
import { type OpenFile, openFile } from './openFile.ts';
import { readBlocks } from './readBlocks.ts';
import { type CsvChunk, readChunks } from './readChunks.ts';
import { type CsvPosition, readRows } from './readRows.ts';
import { formatRejects, type RejectedRow } from './rejects.ts';

/** No chunk begins when less is left before the deadline; a write may take 50 s. */
const reserveMs = 60_000;
const reportIntervalMs = 5_000;

export type ImportRunOptions = {
  services: ImportServices;
  version: ObjectVersion;
  job: string;
  known: ImportJob;
  description: ObjectDescription;
  call: CallContext;
};

export class ImportRun {
  readonly #options: ImportRunOptions;
  readonly #startedMs: number;
  #reportedMs = Number.NEGATIVE_INFINITY;
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

  /** The rules that rows of this run broke, by their number. */
  get violations(): Readonly<Record<string, number>> {
    return this.#violations;
  }

  /** Returns `running` when the time has run out. Throws FileRefused, ObjectStoreError and DatabaseError. */
  async run(): Promise<'done' | 'running'> {
    const { services, version, description, call } = this.#options;
    const { store, order } = services;
    this.#file = await openFile({ store, version, order, sizeBytes: description.sizeBytes }, call);
    await this.report('running');
    for (;;) {
      const outcome = await this.#importFrom(this.#position());
      if (outcome !== 'overtaken') return outcome;
    }
  }

  async report(state: ImportState, reason?: string): Promise<void> {
    const { services, job, description, call } = this.#options;
    const elapsedS = Math.max(services.now() - this.#startedMs, 1) / 1_000;
    const summary = {
      job,
      state,
      reason,
      progress: this.#progress,
      sizeBytes: description.sizeBytes,
      rowsPerS: Math.round(this.#rows / elapsedS),
      firstLine: (this.#file?.firstRow.lines ?? 0) + 1,
    };
    await writeReport(services.store, summary, call);
    this.#reportedMs = services.now();
  }

  #position(): CsvPosition {
    const { firstRow } = this.#file as OpenFile;
    return this.#progress.offsetBytes > 0 ? this.#progress : firstRow;
  }

  async #importFrom(start: CsvPosition): Promise<'done' | 'running' | 'overtaken'> {
    const { services, version, description, call } = this.#options;
    const range = { from: start.offsetBytes, sizeBytes: description.sizeBytes };
    const blocks = readBlocks(services.store, version, range, call);
    for await (const chunk of readChunks(readRows(blocks, start), start)) {
      // A run of no chunk at all would be followed by another.
      if (this.#chunks > 0 && services.now() > call.deadlineMs - reserveMs) return 'running';
      if (!(await this.#importChunk(chunk))) return 'overtaken';
      if (services.now() - this.#reportedMs >= reportIntervalMs) await this.report('running');
    }
    return 'done';
  }

  /** Returns false when another delivery of the same job has done it first. */
  async #importChunk(chunk: CsvChunk): Promise<boolean> {
    const { services, version, job, known, call } = this.#options;
    const { columns } = this.#file as OpenFile;
    const people = version.key.startsWith('dry-run/') ? undefined : services.people;
    const context = { columns, job, order: services.order, asOfMs: known.asOfMs };
    const { read, rejected } = await importChunk(people, context, chunk, call);
    if (rejected.length > 0) await this.#writeRejects(chunk, rejected);
    const { offsetBytes, accepted, rejected: rejectedBefore } = this.#progress;
    const next = {
      ...chunk.end,
      accepted: accepted + read - rejected.length,
      rejected: rejectedBefore + rejected.length,
    };
    if (await services.jobs.advance(job, offsetBytes, next, call)) {
      this.#progress = next;
      this.#count(read, rejected);
      return true;
    }
    this.#progress = (await services.jobs.find(job, call))?.progress ?? this.#progress;
    return false;
  }

  /** Before the job advances: a run that is killed in between writes the same object again. */
  async #writeRejects({ start }: CsvChunk, rejected: readonly RejectedRow[]): Promise<void> {
    const { services, job, known, call } = this.#options;
    const { columns } = this.#file as OpenFile;
    const metadata = { [asOfName]: new Date(known.asOfMs).toISOString() };
    await services.store.write(
      rejectsKey(job, start.offsetBytes),
      formatRejects(columns, rejected),
      { contentType: 'text/csv', metadata },
      call,
    );
  }

  #count(read: number, rejected: readonly RejectedRow[]): void {
    this.#chunks += 1;
    this.#rows += read;
    for (const { reason } of rejected) this.#violations[reason] = (this.#violations[reason] ?? 0) + 1;
  }
}

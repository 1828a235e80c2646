// Imports an object of the bucket, as one job however often and in however many runs.
import type { CallContext } from '#layers/database/database.ts';
import { ObjectStoreError, type ObjectVersion } from '#layers/objects/objectStore.ts';
import type { ImportJob, ImportProgress, ImportState } from '#layers/repository/importJobs.ts';
import { readAsOf } from './asOf.ts';
import { FileRefused } from './fileRefused.ts';
import { writeReport } from './importReport.ts';
import { ImportRun, type ImportRunOptions } from './importRun.ts';
import type { ImportServices } from './importServices.ts';
import { jobId } from './jobId.ts';

export type ImportOutcome = {
  job: string;
  state: ImportState;
  reason?: string | undefined;
  progress: ImportProgress;
  violations: Readonly<Record<string, number>>;
};

type End = { state: 'failed' | 'superseded'; reason: string };

const nothing: ImportProgress = { offsetBytes: 0, lines: 0, accepted: 0, rejected: 0 };

/** What ends a job for good; any other error may pass. */
const toEnd = (error: unknown): End => {
  if (error instanceof FileRefused) return { state: 'failed', reason: error.message };
  if (error instanceof ObjectStoreError && error.kind !== 'unavailable')
    return { state: 'superseded', reason: 'The object was replaced or deleted before its end.' };
  throw error;
};

class ImportTask {
  readonly #options: Omit<ImportRunOptions, 'known' | 'description'>;
  #run: ImportRun | undefined;

  constructor(services: ImportServices, version: ObjectVersion, call: CallContext) {
    this.#options = { services, version, job: jobId(version), call };
  }

  async import(): Promise<ImportOutcome> {
    const { services, job, call } = this.#options;
    const known = await services.jobs.find(job, call);
    if (known && known.state !== 'running') return this.#outcome(known.state, known.progress);
    try {
      this.#run = await this.#start(known);
      const state = await this.#run.run();
      await this.#run.report(state);
      if (state === 'done') await services.jobs.finish(job, state, call);
      return this.#outcome(state, this.#run.progress);
    } catch (error) {
      return this.#end(toEnd(error), this.#run?.progress ?? known?.progress ?? nothing);
    }
  }

  async #start(known: ImportJob | undefined): Promise<ImportRun> {
    const { services, version, job, call } = this.#options;
    const description = await services.store.describe(version, call);
    if (!known) await services.jobs.add(job, readAsOf(description, services.now()), call);
    const added = known ?? (await services.jobs.find(job, call));
    if (!added) throw new TypeError('A job that was added is not there.');
    return new ImportRun({ ...this.#options, known: added, description });
  }

  /** The report comes first: a run that is killed in between does both again. */
  async #end({ state, reason }: End, progress: ImportProgress): Promise<ImportOutcome> {
    const { services, job, call } = this.#options;
    const unread = { job, state, reason, progress, sizeBytes: 0, rowsPerS: 0, firstLine: 1 };
    await (this.#run?.report(state, reason) ?? writeReport(services.store, unread, call));
    await services.jobs.finish(job, state, call);
    return this.#outcome(state, progress, reason);
  }

  #outcome(state: ImportState, progress: ImportProgress, reason?: string): ImportOutcome {
    const violations = this.#run?.violations ?? {};
    return { job: this.#options.job, state, reason, progress, violations };
  }
}

/**
 * Returns `running` when the time has run out: another call goes on where this one stopped. Throws DatabaseError or
 * ObjectStoreError when another call may succeed.
 */
export const importFile = (
  services: ImportServices,
  version: ObjectVersion,
  call: CallContext,
): Promise<ImportOutcome> => new ImportTask(services, version, call).import();

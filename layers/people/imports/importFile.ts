// Imports an object of the bucket, as one job however often and in however many runs.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { type ObjectDescription, ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import type { Receipt } from '#layers/aws/sqs/invokingQueue.ts';
import { fileId, type ImportState, jobId } from '#layers/people/bucketLayout.ts';
import { type EndState, type ImportJob, type ImportProgress, noProgress } from '#layers/people/importJobs.ts';
import { readAsOf } from './choices.ts';
import { FileRefused } from './formats/table.ts';
import { reportRetry, retryDelayS, writeEnd } from './importReport.ts';
import { ImportRun, type ImportServices } from './importRun.ts';

export type ImportMessage = {
  key: string;
  /** The job to go on with; absent in the events of S3, which know no job. */
  job?: string | undefined;
};

export type ImportOutcome = {
  /** Undefined where the object was gone before any job of it began. */
  job: string | undefined;
  state: ImportState;
  reason?: string | undefined;
  progress: ImportProgress;
};

/** Kept back from the call's time, to report why it failed. */
const reserveMs = 3_000;

type End = { state: EndState; reason?: string | undefined };

const gone: End = { state: 'superseded', reason: 'The object was replaced or deleted before its end.' };

/** What ends a job for good; any other error may pass. */
const toEnd = (error: unknown): End => {
  if (error instanceof FileRefused) return { state: 'failed', reason: error.message };
  if (error instanceof ObjectStoreError && error.kind !== 'unavailable') return gone;
  throw error;
};

/** Says why no row was applied; undefined where one was. */
const describeNothing = ({ applied, unchanged, rejected }: ImportProgress): string | undefined => {
  if (applied > 0) return undefined;
  if (unchanged > 0 && rejected > 0)
    return 'Nothing was applied: every row was rejected or older than the directory.';
  if (unchanged > 0)
    return 'Nothing was applied: the directory has newer states of all people of the file, or has erased them.';
  return rejected > 0 ? 'Nothing was applied: every row was rejected.' : 'The file has no rows.';
};

const describeFailure = (error: unknown): string => {
  if (error instanceof DatabaseError) return 'The database did not take the last attempt.';
  if (error instanceof ObjectStoreError) return 'The bucket did not answer the last attempt.';
  return 'The last attempt failed.';
};

class ImportTask {
  readonly #services: ImportServices;
  readonly #message: ImportMessage;
  readonly #call: CallContext;
  /** Whether every delivery of the message is about one job, and so ends with its report. */
  readonly #isBound: boolean;
  #run: ImportRun | undefined;

  constructor(services: ImportServices, message: ImportMessage, call: CallContext, isBound: boolean) {
    this.#services = services;
    this.#message = message;
    this.#call = call;
    this.#isBound = isBound;
  }

  async import(): Promise<ImportOutcome> {
    const { key } = this.#message;
    // First: what runs now and is not the job of the object that is there next has lost its object.
    const running = await this.#services.jobs.findRunning(fileId(key), this.#call);
    const description = await this.#describe();
    const current = description && jobId(key, description);
    for (const other of running) if (other !== current) await this.#end(other, gone);
    const job = this.#message.job ?? current ?? running[0];
    // An object that came after the message's has a message of its own.
    if (!description || !job || job !== current) return this.#conclude(job);
    return this.#isBound ? this.#continue(job, description) : this.#bind(job, description);
  }

  /** Returns a running job as it is, whose next message names it. */
  async #bind(job: string, description: ObjectDescription): Promise<ImportOutcome> {
    try {
      const known = await this.#open(job, description);
      return known.state === 'running' ? this.#outcome(job, known) : await this.#conclude(job);
    } catch (error) {
      return this.#end(job, toEnd(error));
    }
  }

  /** Undefined where there is no such object. */
  async #describe(): Promise<ObjectDescription | undefined> {
    try {
      return await this.#services.store.describe(this.#message.key, this.#call);
    } catch (error) {
      if (error instanceof ObjectStoreError && error.kind === 'missing') return undefined;
      throw error;
    }
  }

  async #continue(job: string, description: ObjectDescription): Promise<ImportOutcome> {
    try {
      const known = await this.#open(job, description);
      if (known.state !== 'running') return await this.#conclude(job);
      const options = { services: this.#services, call: this.#call, key: this.#message.key };
      this.#run = new ImportRun({ ...options, job, known, description });
      const state = await this.#run.run();
      if (state === 'running') return this.#outcome(job, { state, progress: this.#run.progress });
      if (state === 'ended') return await this.#conclude(job);
      return await this.#end(job, { state, reason: describeNothing(this.#run.progress) });
    } catch (error) {
      return this.#end(job, toEnd(error));
    }
  }

  /** Adds the job if it is new. Throws FileRefused, once the job is there to end. */
  async #open(job: string, description: ObjectDescription): Promise<ImportJob> {
    const { jobs, now } = this.#services;
    const known = await jobs.find(job, this.#call);
    if (known) return known;
    const added = { file: fileId(this.#message.key), sizeBytes: description.sizeBytes };
    try {
      await jobs.add(job, { ...added, asOfMs: readAsOf(description, now()) }, this.#call);
    } catch (error) {
      if (error instanceof FileRefused)
        await jobs.add(job, { ...added, asOfMs: description.modifiedMs }, this.#call);
      throw error;
    }
    const found = await jobs.find(job, this.#call);
    if (!found) throw new TypeError('A job that was added is not there.');
    return found;
  }

  async #end(job: string, end: End): Promise<ImportOutcome> {
    await this.#services.jobs.finish(job, end, this.#call);
    return this.#conclude(job);
  }

  /**
   * Reports what the job's row says, which is the same for every run. A run that is killed before, or reports late that the
   * job is running, is followed by another, since its message comes again.
   */
  async #conclude(job: string | undefined): Promise<ImportOutcome> {
    const found = job === undefined ? undefined : await this.#services.jobs.find(job, this.#call);
    if (job === undefined || !found) return this.#outcome(job, { ...gone, progress: noProgress });
    const read = this.#run ? this.#run.describe() : { rowsPerS: 0 };
    await writeEnd(this.#services.store, { ...found, job, ...read }, this.#call);
    return this.#outcome(job, found);
  }

  #outcome(
    job: string | undefined,
    { state, reason, progress }: Pick<ImportJob, 'state' | 'reason' | 'progress'>,
  ): ImportOutcome {
    return { job, state, reason, progress };
  }
}

/** Reports why an attempt failed and when the next comes, if the bucket still answers. */
const reportFailure = async (
  { store, now }: ImportServices,
  message: ImportMessage,
  { error, receives }: { error: unknown; receives: number },
  call: CallContext,
): Promise<void> => {
  const at = new Date(now() + 1_000 * retryDelayS(receives)).toISOString();
  try {
    const description = await store.describe(message.key, call);
    const job = jobId(message.key, description);
    // The next attempt is about the message's job, which another upload has ended.
    if (message.job !== job) return;
    const retry = { reason: describeFailure(error), at };
    await reportRetry(store, { job, sizeBytes: description.sizeBytes }, retry, call);
  } catch (failure) {
    if (!(failure instanceof ObjectStoreError)) throw failure;
  }
};

/**
 * Imports the object that the message's key has now. Returns `running` when the time has run out: another call goes on where
 * this one stopped. An event of S3 from a queue is `running` at once: it may come again about another upload, so that
 * the work is done by messages that name their job. Throws DatabaseError or ObjectStoreError when another call may succeed, which the report says where
 * `receipt` tells that the message comes again.
 */
export const importFile = async (
  services: ImportServices,
  message: ImportMessage,
  call: CallContext,
  receipt?: Receipt,
): Promise<ImportOutcome> => {
  const work = { deadlineMs: call.deadlineMs - reserveMs };
  const isBound = !receipt || message.job !== undefined;
  try {
    return await new ImportTask(services, message, work, isBound).import();
  } catch (error) {
    if (receipt && message.job !== undefined)
      await reportFailure(services, message, { error, receives: receipt.receives }, call);
    throw error;
  }
};

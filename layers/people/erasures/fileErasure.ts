// The erasure of a person's files, and of those that are written while it runs.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { type ObjectStore, ObjectStoreError, type UnfinishedUpload } from '#layers/aws/s3/objectStore.ts';
import type { InterruptionLine, Logger } from '#layers/base/logger.ts';
import {
  bucketPrefixes,
  exportStartMs,
  isExport,
  isImported,
  manifestKey,
  peoplePrefixes,
} from '#layers/people/bucketLayout.ts';
import type { ImportJobs } from '#layers/people/importJobs.ts';
import type { OpenLeases } from '#layers/people/leases/writerLeases.ts';
import { spellingsOf } from '#layers/people/user.ts';
import { awaitWriters } from './awaitWriters.ts';
import type { InterruptedImport, PendingWriters } from './certificate.ts';
import type { ErasureProgress } from './erasureProgress.ts';
import { interruptImport } from './interruptImport.ts';
import { listPages } from './listKeys.ts';
import { searchArchive } from './search/searchArchive.ts';
import { type FileState, searchFile } from './search/searchFile.ts';

export type FileErasureOptions = {
  objects: ObjectStore;
  leases: OpenLeases;
  jobs: Pick<ImportJobs, 'add' | 'find' | 'finish'>;
  log: Logger<InterruptionLine>;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
};

/** What becomes of a file that cannot be read: it is kept and named, or it is deleted as if it held the person. */
export type UnreadableFiles = 'keep' | 'delete';

/** For the certificate, whose last writes take seconds. */
const endReserveMs = 10_000;

class TimeShort extends Error {}

export class FileErasure {
  readonly #options: FileErasureOptions;
  readonly #email: string;
  readonly #progress: ErasureProgress;
  readonly #call: CallContext;
  readonly #ofUnreadable: UnreadableFiles;
  readonly #read = new Set<string>();
  readonly #unreadable = new Set<string>();

  /** The person's row must be erased already: who reads the directory from now on does not meet them. */
  constructor(
    options: FileErasureOptions,
    email: string,
    progress: ErasureProgress,
    call: CallContext,
    ofUnreadable: UnreadableFiles = 'keep',
  ) {
    this.#options = options;
    this.#email = email;
    this.#progress = progress;
    this.#call = call;
    this.#ofUnreadable = ofUnreadable;
  }

  /** How many files were searched. */
  get read(): number {
    return this.#read.size;
  }

  /** The files that are there and may hold the person, since they cannot be read. */
  get unreadable(): string[] {
    return [...this.#unreadable];
  }

  /**
   * Deletes the files that hold the person. Returns undefined when no other will be written, and who may still write one when
   * the time was short. Throws DatabaseError and ObjectStoreError. docs/decisions/0024-leases-of-writers.md has the argument.
   */
  async run(): Promise<PendingWriters | undefined> {
    try {
      return await this.#run();
    } catch (error) {
      if (error instanceof TimeShort) return this.#toPending(await this.#options.leases.list(this.#call));
      throw error;
    }
  }

  async #run(): Promise<PendingWriters | undefined> {
    const { now } = this.#options;
    const startedMs = now();
    await this.#abortUploads(() => true);
    const spared = await this.#sweep((key) => this.#options.leases.isImporting(key, this.#call));
    const sweepMs = now() - startedMs;
    // A file that was spared could be read by a run that began after the leases were listed, so once more.
    for (let rounds = spared > 0 ? 2 : 1; rounds > 0; rounds -= 1) {
      const listedMs = now();
      const endMs = this.#call.deadlineMs - endReserveMs - 2 * sweepMs;
      const left = await awaitWriters({ ...this.#options, endMs }, this.#call);
      if (left.length > 0) return this.#toPending(left);
      await this.#abortUploads(({ key }) => !(exportStartMs(key) > listedMs));
      await this.#sweep(async () => false);
    }
    return undefined;
  }

  #toPending(left: readonly { expiresInMs: number }[]): PendingWriters {
    const lastMs = Math.max(0, ...left.map(({ expiresInMs }) => expiresInMs));
    return { writers: left.length, until: new Date(this.#options.now() + lastMs).toISOString() };
  }

  /** Parts that were uploaded before the erasure may hold the person. */
  async #abortUploads(isAborted: (upload: UnfinishedUpload) => boolean): Promise<void> {
    const { objects } = this.#options;
    const uploads = (await objects.listUploads(bucketPrefixes.exports, this.#call)).filter(isAborted);
    if (uploads.length === 0) return;
    await this.#progress.add({ aborted: uploads.map(({ key }) => key) });
    for (const upload of uploads) await objects.abortUpload(upload, this.#call);
  }

  /** Deletes the files that hold the person, and returns how many imported ones it spared. */
  async #sweep(isSpared: (key: string) => Promise<boolean>): Promise<number> {
    let spared = 0;
    for (const prefix of peoplePrefixes) {
      for await (const page of listPages(this.#options.objects, prefix, this.#call)) {
        const deleted: string[] = [];
        for (const key of page) {
          if (!(await this.#mustGo(key))) continue;
          if (isImported(key) && (await isSpared(key))) spared += 1;
          else deleted.push(key);
        }
        await this.#delete(deleted);
      }
    }
    await this.#deleteManifests();
    return spared;
  }

  async #mustGo(key: string): Promise<boolean> {
    const { now } = this.#options;
    if (now() > this.#call.deadlineMs - endReserveMs) throw new TimeShort();
    const state = await this.#search(key);
    if (state !== 'missing') this.#read.add(key);
    const isKept = state === 'unreadable' && this.#ofUnreadable === 'keep';
    if (isKept) this.#unreadable.add(key);
    else this.#unreadable.delete(key);
    return state === 'held' || (state === 'unreadable' && !isKept);
  }

  async #search(key: string): Promise<FileState | 'missing'> {
    const { objects } = this.#options;
    try {
      const spellings = spellingsOf(this.#email);
      const state = await searchFile(await objects.read(key, this.#call), spellings);
      return state === 'unreadable' ? await searchArchive(objects, key, spellings, this.#call) : state;
    } catch (error) {
      // It was replaced between two reads.
      if (error instanceof ObjectStoreError && error.kind === 'changed') return this.#search(key);
      // It has vanished meanwhile.
      if (error instanceof ObjectStoreError && error.kind === 'missing') return 'missing';
      throw error;
    }
  }

  async #delete(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const interrupted = await this.#interrupt(keys.filter(isImported));
    await this.#progress.add({ interrupted, deleted: [...keys] });
    for (const key of keys) await this.#options.objects.delete(key, this.#call);
  }

  async #interrupt(keys: readonly string[]): Promise<InterruptedImport[]> {
    const ended: InterruptedImport[] = [];
    for (const key of keys) {
      const interrupted = await interruptImport(this.#options, key, this.#call);
      if (!interrupted) continue;
      ended.push(interrupted);
      const { job, line } = interrupted;
      this.#options.log({ level: 'error', state: 'interrupted', job, line });
    }
    return ended;
  }

  /** An export whose file is gone is none. Its manifest may come later than the file. */
  async #deleteManifests(): Promise<void> {
    for (const key of this.#progress.found.deleted) {
      if (isExport(key)) await this.#options.objects.delete(manifestKey(key), this.#call);
    }
  }
}

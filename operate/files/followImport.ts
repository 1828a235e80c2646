// Follows an import until it ends, and says at any time what it waits for and until when.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportResult, Upload } from '#layers/people/bucketLayout.ts';
import { readFunction } from '#tools/functions.ts';
import { UserError } from '#tools/userError.ts';
import { describeImport } from './describeProgress.ts';
import type { FoundBucket } from './findBucket.ts';
import { findUpload } from './findUpload.ts';
import { readImportResult, type WrittenResult } from './importResult.ts';
import type { ProgressLine } from './progressLine.ts';

/** A run reports every five seconds. */
const newsMs = 60_000;
/** The queue delivers a message again, whose run was killed, after its visibility timeout: that of cloud/template/derived/queue.ts. */
const redeliveryMs = (): number => (6 * Number(readFunction('importUsers').framework.timeout) + 60) * 1_000;
/** A message that comes again waits for others. */
const graceMs = 15 * 60_000;
/** As in the alarm ImportUsersQueueAgeAlarm. */
const beginMs = 2 * 60 * 60_000;

const clock = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB');

const refuseSilence = (sinceMs: number): never => {
  throw new UserError(
    `There is no news of the import since ${clock(sinceMs)}: its message may be among the dead letters. Once the cause is mended and they are moved back (npm run redrive), the same command follows it.`,
  );
};

/** What a running import waits for. Throws UserError once nothing can come any more. */
const describeRunning = (result: WrittenResult, nowMs: number): string => {
  const { writtenMs, retry } = result;
  const againMs = retry ? Date.parse(retry.at) : writtenMs + redeliveryMs();
  if (nowMs > againMs + graceMs) refuseSilence(writtenMs);
  if (retry)
    return `${describeImport(result)}  ${retry.reason} The queue tries again at about ${clock(againMs)}`;
  if (nowMs < writtenMs + newsMs) return describeImport(result);
  return `${describeImport(result)}  No news since ${clock(writtenMs)}: the queue tries again by ${clock(againMs)}`;
};

/** What an import that has not begun waits for. Throws UserError once it is for too long. */
const describeBeginning = (uploadedMs: number, nowMs: number): string => {
  if (nowMs > uploadedMs + beginMs)
    throw new UserError(
      `The import has not begun since ${clock(uploadedMs)}: see whether its queue is read, or its message among the dead letters.`,
    );
  return `Waits since ${clock(uploadedMs)}; two imports run at a time, failed ones again hourly`;
};

export type Followed = { key: string; job: string; upload: Upload };
export type FollowOptions = {
  line: ProgressLine;
  /** Between two looks at the import. */
  pollMs: number;
  /** Milliseconds since the epoch. */
  now: () => number;
};

/** Throws UserError where the object is gone before its import began, since nobody reports that. */
const expectUpload = async (found: FoundBucket, { key, upload }: Followed): Promise<void> => {
  const current = await findUpload(found, key);
  if (!current) throw new UserError(`${key} was deleted before its import began.`);
  if (current.etag !== upload.etag || current.modifiedMs !== upload.modifiedMs)
    throw new UserError(`Another file came as ${key} before the import of this one began.`);
};

/** Returns the result of the import once it has ended. Throws UserError when it cannot end any more. */
export const followImport = async (
  found: FoundBucket,
  followed: Followed,
  { line, pollMs, now }: FollowOptions,
): Promise<ImportResult> => {
  for (;;) {
    const result = await readImportResult(found, followed.job);
    if (result && result.state !== 'running') return result;
    if (result) line.show(describeRunning(result, now()));
    else {
      line.show(describeBeginning(followed.upload.modifiedMs, now()));
      await expectUpload(found, followed);
    }
    await sleep(pollMs);
  }
};

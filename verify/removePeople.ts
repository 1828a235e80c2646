// Removes what a run has made: its people, its files and its erasure.
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { importedPrefixes, jobId, resultKey, runningKey } from '#layers/people/bucketLayout.ts';
import { findUpload } from '#operate/files/findUpload.ts';
import { listKeys } from '#operate/files/listKeys.ts';
import { syncDirectly } from './checks/syncDirectly.ts';
import type { People } from './people.ts';
import type { System } from './system/system.ts';

/** The files under the name of the run, and the results of their imports. */
const findKeys = async (system: System, { domain }: People): Promise<string[]> => {
  const found: string[] = [];
  for (const prefix of importedPrefixes) {
    for await (const Key of listKeys(system, `${prefix}${domain}`)) {
      const upload = await findUpload(system, Key);
      found.push(Key);
      if (!upload) continue;
      const job = jobId(Key, { ...upload, metadata: {} });
      found.push(resultKey(job), runningKey(job));
    }
  }
  return found;
};

/**
 * `keys` are further objects. It may be called again, also for a run that was killed. What remains are keyed hashes of its
 * addresses: of a deletion until `tombstoneDays` have passed, and of the lifted erasure in `erasures/`, where no role may
 * delete.
 */
export const removePeople = async (
  system: System,
  people: People,
  keys: readonly string[] = [],
): Promise<void> => {
  const Bucket = system.bucket;
  await system.invoke('eraseUser', { email: people.address('erased'), allowAgain: true });
  await syncDirectly(system, people.removal(Date.now()));
  for (const Key of [...(await findKeys(system, people)), ...keys])
    await system.s3.send(new DeleteObjectCommand({ Bucket, Key }));
};

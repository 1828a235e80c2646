// Decides which migrations are pending, and refuses when files and records contradict each other.
import { PublicError } from '#layers/errors/publicError.ts';
import type { MigrationFile } from './readMigrationFiles.ts';

/** A migration as the database has recorded it. */
export type MigrationRecord = {
  name: string;
  checksum: string;
  /** False when its statement was sent and the answer is not known: it may have been applied. */
  applied: boolean;
};

export type MigrationStep = MigrationFile & {
  /** True when an earlier run sent this statement and did not learn its answer. */
  interrupted: boolean;
};

/** Returns the pending steps, in order. Throws MigrationRefused naming every contradiction. */
export const planMigrations = (
  files: readonly MigrationFile[],
  records: readonly MigrationRecord[],
): MigrationStep[] => {
  const recordByName = new Map(records.map((record) => [record.name, record]));
  const fileNames = new Set(files.map(({ name }) => name));
  const applied = records.filter((record) => record.applied);
  const lastApplied =
    applied
      .map(({ name }) => name)
      .sort()
      .at(-1) ?? '';

  const contradictions = [
    ...applied
      .filter(({ name }) => !fileNames.has(name))
      .map(({ name }) => `${name} was applied and is missing`),
    ...files.flatMap(({ name, checksum }) => {
      const record = recordByName.get(name);
      if (record?.applied)
        return record.checksum === checksum ? [] : [`${name} was changed after it was applied`];
      return name < lastApplied ? [`${name} comes before ${lastApplied}, which was applied already`] : [];
    }),
  ];
  if (contradictions.length > 0) {
    throw new PublicError('MigrationRefused', { detail: `${contradictions.join('; ')}.` });
  }
  return files
    .filter(({ name }) => !recordByName.get(name)?.applied)
    .map((file) => ({ ...file, interrupted: recordByName.has(file.name) }));
};

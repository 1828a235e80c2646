// Decides which migrations are pending, and refuses when files and records contradict each other.
import { PublicError } from '#layers/base/errors/publicError.ts';
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

export type MigrationPlan = {
  /** The pending steps, in order. */
  steps: MigrationStep[];
  /** Applied migrations of a later release, with whose schema this one works: releases only add to the schema. */
  later: string[];
};

/** Throws MigrationRefused naming every contradiction. */
export const planMigrations = (
  files: readonly MigrationFile[],
  records: readonly MigrationRecord[],
): MigrationPlan => {
  const recordByName = new Map(records.map((record) => [record.name, record]));
  const fileNames = new Set(files.map(({ name }) => name));
  const applied = records.filter((record) => record.applied);
  const lastApplied =
    applied
      .map(({ name }) => name)
      .sort()
      .at(-1) ?? '';

  const lastFile = files.at(-1)?.name ?? '';
  const missing = applied.map(({ name }) => name).filter((name) => !fileNames.has(name));

  const contradictions = [
    ...missing.filter((name) => name < lastFile).map((name) => `${name} was applied and is missing`),
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
  const steps = files
    .filter(({ name }) => !recordByName.get(name)?.applied)
    .map((file) => ({ ...file, interrupted: recordByName.has(file.name) }));
  // What is missing and contradicts nothing comes after the last file.
  return { steps, later: missing };
};

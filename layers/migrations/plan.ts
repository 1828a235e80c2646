// Decides what is left to apply, and refuses when files and records contradict each other. Pure; called by migrations.ts.
import { PublicError } from '#layers/errors/publicError.ts';
import type { MigrationFile } from './files.ts';

/** What the database remembers of a migration. */
export type MigrationRecord = {
  name: string;
  checksum: string;
  /** False: its statement was sent, but nobody saw the answer. It may have been applied. */
  applied: boolean;
};

export type Step = MigrationFile & {
  /** An earlier run sent this statement and did not see its answer. */
  interrupted: boolean;
};

/** The steps that are left, in order. Throws MigrationRefused naming every contradiction. */
export const plan = (files: readonly MigrationFile[], records: readonly MigrationRecord[]): Step[] => {
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

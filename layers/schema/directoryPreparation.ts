// Prepares a migrated directory for its first event.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { throwDatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { type DirectoryOptions, findDifference, readSettings, Subjects } from '#layers/people/directory.ts';
import { giveSubjects } from './giveSubjects.ts';

export interface DirectoryPreparation {
  /**
   * Settles the kind of order and the secret for good, and gives everybody a subject. Safe to run again, and to interrupt.
   * Throws DatabaseError, and MigrationRefused when the directory was made with another order or secret, or has a blank address.
   */
  prepare(call: CallContext): Promise<void>;
}

const settleSql = `
  INSERT IGNORE INTO directory_settings (name, value) VALUES ('order', :order), ('secretCheck', :secretCheck)`;
const completeSql = `INSERT IGNORE INTO directory_settings (name, value) VALUES ('subjects', 'complete')`;
// One row at most, since keys are unique.
const blankSql = `SELECT user_id AS id FROM people WHERE email_key = ''`;

const refuse = (detail: string): PublicError => new PublicError('MigrationRefused', { detail });

const refusals = {
  order: 'The events of this directory have another order. It cannot be changed.',
  secretCheck: 'The secret of this directory is another one. Without it no deletion would be remembered.',
};

export const createDirectoryPreparation = ({
  database,
  readSecret,
  order,
}: DirectoryOptions): DirectoryPreparation => ({
  async prepare(call) {
    const subjects = new Subjects(await readSecret(call).catch(throwDatabaseError));
    const settings = { order, secretCheck: subjects.checkValue };
    await database.execute(settleSql, settings, call, { idempotent: true });
    const difference = findDifference(await readSettings(database, call), settings);
    if (difference) throw refuse(refusals[difference]);

    const [blank] = await database.query(blankSql, {}, call);
    if (blank) throw refuse(`The person with user_id ${blank.id} has a blank e-mail address.`);
    await giveSubjects(database, subjects, call);
    await database.execute(completeSql, {}, call, { idempotent: true });
  },
});

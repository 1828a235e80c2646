// Starts a private server from a mariadbd or mysqld on this machine.
import { join } from 'node:path';
import { findMysqlBinary, StartError, startMysqld } from 'data-api-emulator';
import { UserError } from '#tools/userError.ts';
import type { MysqlWay } from './mysqlWay.ts';

/** Throws UserError when the server does not start: another one would not have its data. */
export const startBinary: MysqlWay = async ({ folder, database, log }) => {
  try {
    const binary = findMysqlBinary();
    if (!binary) return 'There is no mariadbd or mysqld on this machine.';
    // One folder per engine: neither can read the other's files.
    const server = await startMysqld({ binary, folder: join(folder, binary.engine), database, log });
    return { ...server, origin: binary.path };
  } catch (error) {
    if (error instanceof StartError) throw new UserError(error.message);
    throw error;
  }
};

// Starts a private server from a mariadbd or mysqld on this machine.
import { join } from 'node:path';
import { findMysqlBinary, StartError, startMysqld } from 'data-api-emulator';
import type { MysqlWay } from './mysqlWay.ts';

export const startBinary: MysqlWay = async ({ folder, database, log }) => {
  const binary = findMysqlBinary();
  if (!binary) return 'There is no mariadbd or mysqld on this machine.';
  try {
    // One folder per engine: neither can read the other's files.
    const server = await startMysqld({ binary, folder: join(folder, binary.engine), database, log });
    return { ...server, origin: binary.path };
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
};

// Starts a private MySQL or MariaDB in whichever way this machine has.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../startError.ts';
import { findMysqlBinary } from './findMysqlBinary.ts';
import { installCommand } from './installCommand.ts';
import { containerImage, hasDocker, startContainer } from './startContainer.ts';
import { type MysqlServer, startMysqld } from './startMysqld.ts';

export type PrivateServer = MysqlServer & {
  /** The binary or the image that runs. */
  origin: string;
};

export type PrivateServerOptions = {
  /** Keeps the data between runs; by default they end with the server. */
  folder?: string | undefined;
  database: string;
  log: (line: string) => void;
};

const noServer = (): StartError => {
  const command = installCommand();
  const install = command ? `Install one (${command}), start` : 'Start';
  return new StartError(
    `No MySQL or MariaDB found on PATH, and no Docker. ${install} Docker, or give --database-url mysql://user:password@host:3306.`,
  );
};

/** A folder that ends with the server. */
const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-data-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/**
 * Starts mariadbd or mysqld from this machine, else MySQL in a container. It ends with this process. Throws StartError when
 * there is neither, or when it does not start.
 */
export const startPrivateServer = async (options: PrivateServerOptions): Promise<PrivateServer> => {
  if (process.platform === 'win32')
    throw new StartError('A private server needs Linux or macOS: give --database-url on Windows.');
  const { folder: kept, database, log } = options;
  const binary = findMysqlBinary();
  if (!binary) {
    if (!hasDocker()) throw noServer();
    return { ...(await startContainer({ folder: kept, database, log })), origin: containerImage };
  }
  const { folder, remove } = kept === undefined ? temporaryFolder() : { folder: kept, remove: () => {} };
  try {
    const { url, stop } = await startMysqld({ binary, folder, database, log });
    return { url, stop: () => stop().then(remove), origin: binary.path };
  } catch (error) {
    remove();
    throw error;
  }
};

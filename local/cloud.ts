// MySQL and the Data API in front of it: what functions need to run locally.
import { freePort, startEmulator } from 'data-api-emulator';
import { stateFolder } from '#tools/paths.ts';
import { databaseName, resourceArn, secretArn } from './environment.ts';
import { startMysql } from './mysql/startMysql.ts';
import { type Part, Parts } from './part.ts';

export type Cloud = Part & {
  databaseUrl: string;
  databaseOrigin: string;
  dataApiUrl: string;
};

export type CloudOptions = {
  log: (line: string) => void;
  /** The Data API's port; another one is used when it is taken. */
  dataApiPort?: number;
};

/**
 * Starts both, or uses those that DATABASE_URL and AWS_ENDPOINT_URL_RDS_DATA name. Throws UserError when one cannot
 * start, with nothing left running.
 */
export const startCloud = async ({ log, dataApiPort }: CloudOptions): Promise<Cloud> => {
  const { DATABASE_URL: url, AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl } = process.env;
  const parts = new Parts();
  try {
    const mysql = await parts.add(
      await startMysql({ url, folder: stateFolder, database: databaseName, log }),
    );
    const cloud = { databaseUrl: mysql.url, databaseOrigin: mysql.origin, stop: () => parts.stop() };
    if (dataApiUrl) return { ...cloud, dataApiUrl };
    const port = await freePort(dataApiPort);
    const dataApi = await parts.add(
      await startEmulator({ databaseUrl: mysql.url, resourceArn, secretArn, port }),
    );
    return { ...cloud, dataApiUrl: dataApi.url };
  } catch (error) {
    await parts.stop();
    throw error;
  }
};

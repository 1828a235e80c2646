// MySQL, the Data API in front of it and Secrets Manager: what functions need to run locally.
import { freePort, startEmulator } from 'data-api-emulator';
import { stateFolder } from '#tools/paths.ts';
import { databaseName, resourceArn, secretArn } from './environment.ts';
import { startMysql } from './mysql/startMysql.ts';
import { type Part, Parts } from './part.ts';
import { localAccounts, localSecrets } from './secrets/localSecrets.ts';
import { startSecrets } from './secrets/startSecrets.ts';

export type Cloud = Part & {
  databaseUrl: string;
  databaseOrigin: string;
  dataApiUrl: string;
  secretsUrl: string;
};

export type CloudOptions = {
  log: (line: string) => void;
  /** The Data API's port; another one is used when it is taken. */
  dataApiPort?: number;
};

/** The URL of the Secrets Manager that AWS_ENDPOINT_URL_SECRETS_MANAGER names, or of one that is started. */
export const findSecrets = async (parts: Parts, databaseUrl: string | undefined): Promise<string> =>
  process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER ??
  (await parts.add(await startSecrets({ secrets: localSecrets(databaseUrl) }))).url;

/**
 * Starts all three, or uses those that DATABASE_URL, AWS_ENDPOINT_URL_RDS_DATA and AWS_ENDPOINT_URL_SECRETS_MANAGER name.
 * Throws UserError when one cannot start, with nothing left running.
 */
export const startCloud = async ({ log, dataApiPort }: CloudOptions): Promise<Cloud> => {
  const { DATABASE_URL: url, AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl } = process.env;
  const parts = new Parts();
  try {
    const mysql = await parts.add(
      await startMysql({ url, folder: stateFolder, database: databaseName, log }),
    );
    const secretsUrl = await findSecrets(parts, mysql.url);
    const cloud = {
      databaseUrl: mysql.url,
      databaseOrigin: mysql.origin,
      secretsUrl,
      stop: () => parts.stop(),
    };
    if (dataApiUrl) return { ...cloud, dataApiUrl };
    const port = await freePort(dataApiPort);
    const dataApi = await parts.add(
      await startEmulator({
        databaseUrl: mysql.url,
        resourceArn,
        secretArn,
        secrets: localAccounts(mysql.url),
        port,
        warn: log,
      }),
    );
    return { ...cloud, dataApiUrl: dataApi.url };
  } catch (error) {
    await parts.stop();
    throw error;
  }
};

// MySQL, the Data API in front of it and Secrets Manager: what functions need to run locally.
import { freePort, startEmulator } from 'data-api-emulator';
import { stateFolder } from '#tools/paths.ts';
import { databaseName, resourceArn, secretArn } from './environment.ts';
import type { Mysql } from './mysql/mysqlWay.ts';
import { startMysql } from './mysql/startMysql.ts';
import { type Part, Parts } from './part.ts';
import { localAccounts, localSecrets } from './secrets/localSecrets.ts';
import { startSecrets } from './secrets/startSecrets.ts';
import type { ShowReady } from './showReady.ts';

export type Cloud = Part & {
  databaseUrl: string;
  databaseOrigin: string;
  dataApiUrl: string;
  secretsUrl: string;
};

export type CloudOptions = {
  log: (line: string) => void;
  /** Told of each part when it is ready. */
  ready?: ShowReady;
  /** The Data API's port; another one is used when it is taken. */
  dataApiPort?: number;
};

/** The URL of the Secrets Manager that AWS_ENDPOINT_URL_SECRETS_MANAGER names, or of one that is started. */
export const findSecrets = async (parts: Parts, databaseUrl: string | undefined): Promise<string> =>
  process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER ??
  (await parts.add(await startSecrets({ secrets: localSecrets(databaseUrl) }))).url;

/** A private server's password is made for this run; one that was given is nobody else's business. */
const describeMysql = ({ url, origin }: Mysql): string => {
  const shown = new URL(url);
  if (process.env.DATABASE_URL) shown.password = '***';
  return `${shown} (${origin})`;
};

/**
 * Starts all three, or uses those that DATABASE_URL, AWS_ENDPOINT_URL_RDS_DATA and AWS_ENDPOINT_URL_SECRETS_MANAGER name.
 * Throws UserError when one cannot start, with nothing left running.
 */
export const startCloud = async ({ log, ready = () => {}, dataApiPort }: CloudOptions): Promise<Cloud> => {
  const { DATABASE_URL: url, AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl } = process.env;
  const parts = new Parts();
  try {
    const mysql = await parts.add(
      await startMysql({ url, folder: stateFolder, database: databaseName, log }),
    );
    ready('MySQL', describeMysql(mysql));
    const secretsUrl = await findSecrets(parts, mysql.url);
    ready('Secrets', secretsUrl);
    const cloud = {
      databaseUrl: mysql.url,
      databaseOrigin: mysql.origin,
      secretsUrl,
      stop: () => parts.stop(),
    };
    if (dataApiUrl) {
      ready('Data API', dataApiUrl);
      return { ...cloud, dataApiUrl };
    }
    const port = await freePort(dataApiPort);
    const secrets = localAccounts(mysql.url);
    // `migrate` makes these accounts, once the Data API is there.
    const madeLater = Object.values(secrets).map(({ username }) => `the user ${username}:`);
    const warn = (sentence: string): void => {
      if (!madeLater.some((account) => sentence.includes(account))) log(sentence);
    };
    const dataApi = await parts.add(
      await startEmulator({
        databaseUrl: mysql.url,
        resourceArn,
        secretArn,
        secrets,
        port,
        warn,
      }),
    );
    ready('Data API', dataApi.url);
    return { ...cloud, dataApiUrl: dataApi.url };
  } catch (error) {
    await parts.stop();
    throw error;
  }
};

// MySQL, the Data API in front of it and Secrets Manager: what functions need to run locally.
import { type CompletedCall, freePort, startEmulator } from 'data-api-emulator';
import { toDataApiSpan } from '#offline-cloud/console/record/dataApiSpan.ts';
import type { RecordSpan } from '#offline-cloud/console/record/tracer.ts';
import { startSecrets } from '#offline-cloud/secretsmanager/startSecrets.ts';
import { type Part, Parts } from '#offline-cloud/server/part.ts';
import { stateFolder } from '#tools/paths.ts';
import { databaseName, resourceArn, secretArn } from './environment.ts';
import type { Mysql } from './mysql/mysqlWay.ts';
import { startMysql } from './mysql/startMysql.ts';
import { localAccounts, localSecrets } from './secrets/localSecrets.ts';
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
  /** Told of each call of the Data API. */
  onSpan?: RecordSpan;
};

/** The URL of the Secrets Manager that AWS_ENDPOINT_URL_SECRETS_MANAGER names, or of one that is started. */
export const findSecrets = async (parts: Parts, databaseUrl: string | undefined): Promise<string> =>
  process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER ??
  (await parts.add(await startSecrets({ secrets: localSecrets(databaseUrl) }))).url;

/** Hides the password of DATABASE_URL; that of a server we started is generated and may be shown. */
const describeMysql = ({ url, origin }: Mysql): string => {
  const shown = new URL(url);
  if (process.env.DATABASE_URL) shown.password = '***';
  return `${shown} (${origin})`;
};

/** Suppresses warnings about accounts that `migrate` has yet to create. */
const startDataApi = (
  databaseUrl: string,
  port: number,
  { log, onSpan }: Pick<CloudOptions, 'log' | 'onSpan'>,
) => {
  const secrets = localAccounts(databaseUrl);
  const madeLater = Object.values(secrets).map(({ username }) => `the user ${username}:`);
  const warn = (sentence: string): void => {
    if (!madeLater.some((account) => sentence.includes(account))) log(sentence);
  };
  const onCall = onSpan && ((call: CompletedCall) => onSpan(toDataApiSpan(call)));
  return startEmulator({ databaseUrl, resourceArn, secretArn, secrets, port, warn, onCall });
};

/**
 * Starts all three, or uses those that DATABASE_URL, AWS_ENDPOINT_URL_RDS_DATA and AWS_ENDPOINT_URL_SECRETS_MANAGER name.
 * Throws UserError when one cannot start, with nothing left running.
 */
export const startCloud = async (options: CloudOptions): Promise<Cloud> => {
  const { log, ready = () => {}, dataApiPort } = options;
  const parts = new Parts();
  try {
    const own = { url: process.env.DATABASE_URL, folder: stateFolder, database: databaseName, log };
    const mysql = await parts.add(await startMysql(own));
    ready('MySQL', describeMysql(mysql));
    const secretsUrl = await findSecrets(parts, mysql.url);
    ready('Secrets', secretsUrl);
    const dataApiUrl =
      process.env.AWS_ENDPOINT_URL_RDS_DATA ??
      (await parts.add(await startDataApi(mysql.url, await freePort(dataApiPort), options))).url;
    ready('Data API', dataApiUrl);
    return {
      databaseUrl: mysql.url,
      databaseOrigin: mysql.origin,
      dataApiUrl,
      secretsUrl,
      stop: () => parts.stop(),
    };
  } catch (error) {
    await parts.stop();
    throw error;
  }
};

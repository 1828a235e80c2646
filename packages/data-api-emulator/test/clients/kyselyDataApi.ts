// Two Kysely databases with equal tables: one through kysely-data-api, one through mysql2.
import { createRequire } from 'node:module';
import { RDSData } from '@aws-sdk/client-rds-data';
import { createPool } from 'mysql2';
import { credentials } from '../support/credentials.ts';
import type { SuiteTarget } from '../support/target.ts';

/** Kysely's builder. Its types are installed by `npm run test:clients` alone. */
// biome-ignore lint/suspicious/noExplicitAny: the checks compare what two dialects return.
export type KyselyDatabase = any;

const require = createRequire(import.meta.url);

export const openThroughDataApi = (target: SuiteTarget, database: string): KyselyDatabase => {
  const { Kysely } = require('kysely');
  const { DataApiDialect } = require('kysely-data-api');
  const { resourceArn, secretArn, region, endpoint } = target;
  const client = new RDSData({ region, credentials, maxAttempts: 1, ...(endpoint && { endpoint }) });
  const driver = { client, database, resourceArn, secretArn };
  return new Kysely({ dialect: new DataApiDialect({ mode: 'mysql', driver }) });
};

export const openThroughMysql2 = (databaseUrl: string): KyselyDatabase => {
  const { Kysely, MysqlDialect } = require('kysely');
  return new Kysely({ dialect: new MysqlDialect({ pool: createPool(databaseUrl) }) });
};

/** A raw fragment for both. */
export const raw = (text: TemplateStringsArray, ...values: unknown[]): KyselyDatabase =>
  require('kysely').sql(text, ...values);

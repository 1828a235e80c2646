// Where the checks of this suite come from. A check's title names one of these keys.
import { test } from '@jest/globals';
import { isReal } from './target.ts';

const guide = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';
const api = 'https://docs.aws.amazon.com/rdsdataservice/latest/APIReference';

export const sources = {
  'data-api.differences': `${guide}/data-api.differences.html`,
  'data-api.limitations': `${guide}/data-api.limitations.html`,
  'data-api.calling': `${guide}/data-api.calling.cli.html`,
  'data-api-operations': `${guide}/data-api-operations.html`,
  'data-api-json': `${guide}/data-api-json.html`,
  'data-api.troubleshooting': `${guide}/data-api.troubleshooting.html`,
  'auto-pause': `${guide}/aurora-serverless-v2-auto-pause.html`,
  CHAP_Limits: `${guide}/CHAP_Limits.html`,
  API_ExecuteStatement: `${api}/API_ExecuteStatement.html`,
  API_BatchExecuteStatement: `${api}/API_BatchExecuteStatement.html`,
  API_BeginTransaction: `${api}/API_BeginTransaction.html`,
  API_CommitTransaction: `${api}/API_CommitTransaction.html`,
  API_RollbackTransaction: `${api}/API_RollbackTransaction.html`,
  API_ColumnMetadata: `${api}/API_ColumnMetadata.html`,
  API_Field: `${api}/API_Field.html`,
  API_ResultSetOptions: `${api}/API_ResultSetOptions.html`,
  API_SqlParameter: `${api}/API_SqlParameter.html`,
  CommonErrors: `${api}/CommonErrors.html`,
  restJson1: 'https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html',
  // Reports and recordings of clients that run against Aurora.
  'data-api-client': 'https://github.com/jeremydaly/data-api-client/tree/main/fixtures',
  'data-api-client#98': 'https://github.com/jeremydaly/data-api-client/issues/98',
  'data-api-client#139': 'https://github.com/jeremydaly/data-api-client/issues/139',
  'kysely-data-api': 'https://github.com/sst/kysely-data-api',
  'aurora-data-api': 'https://github.com/cloud-utils/aurora-data-api',
  'aws-cdk#12572': 'https://github.com/aws/aws-cdk/issues/12572',
  'aws-sdk-js-v3#2595': 'https://github.com/aws/aws-sdk-js-v3/issues/2595',
  'go-rds-driver': 'https://github.com/krotscheck/go-rds-driver',
  'activerecord-aurora':
    'https://github.com/customink/activerecord-aurora-serverless-adapter/blob/master/test/cases/coerced_tests.rb',
  'local-data-api#144': 'https://github.com/koxudaxi/local-data-api/issues/144',
  'ez4#64': 'https://github.com/sbalmt/ez4/pull/64',
  'aws-sdk-js#2775': 'https://github.com/aws/aws-sdk-js/issues/2775',
  'aws-sdk-js-v3#6701': 'https://github.com/aws/aws-sdk-js-v3/issues/6701',
} as const;

type Run = () => Promise<void>;

/** A check that a document or a field report supports: it holds for the emulator and for Aurora alike. */
export const documented = (source: keyof typeof sources, title: string, run: Run): void =>
  test(`${title} [${source}]`, run);

/** A check of what the emulator chose where no document speaks; Aurora is not held to it. */
export const undocumented = (title: string, run: Run): void =>
  (isReal ? test.skip : test)(`${title} [choice]`, run);

/** A documented behaviour that only the emulator can be made to show at once: its clock is turned by hand. */
export const emulated = (source: keyof typeof sources, title: string, run: Run): void =>
  (isReal ? test.skip : test)(`${title} [${source}, emulator only]`, run);

/** A check of what the emulator does otherwise than Aurora, or cannot know; DIFFERENCES.md has a line for each. */
export const differing = (title: string, run: Run): void =>
  (isReal ? test.skip : test)(`${title} [difference]`, run);

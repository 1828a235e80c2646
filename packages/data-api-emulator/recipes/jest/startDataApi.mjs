import { startDataApi } from 'data-api-emulator';

// One server for all test files, which find it by the environment.
export default async () => {
  const api = await startDataApi({ schema: 'schema.sql' });
  globalThis.dataApi = api;
  const { accessKeyId, secretAccessKey } = api.clientSettings.credentials;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_RDS_DATA: api.url,
    AWS_REGION: api.clientSettings.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    RESOURCE_ARN: api.resourceArn,
    SECRET_ARN: api.secretArn,
    DATABASE: api.database,
  });
};

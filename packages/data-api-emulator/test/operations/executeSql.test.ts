// ExecuteSql, which Serverless v2 and provisioned clusters do not have.
import { expect } from '@jest/globals';
import { documented } from '../support/sources.ts';
import { baseUrl } from '../support/stacks/rawHttp.ts';
import { signedFetch } from '../support/stacks/signedFetch.ts';
import { useTarget } from '../support/useTarget.ts';

const api = useTarget();

documented('data-api.differences', 'ExecuteSql is not supported', async () => {
  const { region, resourceArn, secretArn } = api.target();
  const request = {
    dbClusterOrInstanceArn: resourceArn,
    awsSecretStoreArn: secretArn,
    sqlStatements: 'SELECT 1',
  };
  const url = new URL('/ExecuteSql', baseUrl(api.target()));
  const response = await signedFetch(url, region, JSON.stringify(request));
  expect(response.ok).toBe(false);
});

import { expect, test } from '@jest/globals';
import { AwsV4Signer } from 'aws4fetch';
import { sign } from './sign.ts';

test('signs as aws4fetch does', async () => {
  const url = new URL('https://rds-data.eu-central-1.amazonaws.com/Execute');
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  };
  const body = '{"sql":"SELECT 1"}';
  const signer = new AwsV4Signer({
    ...credentials,
    url: url.href,
    method: 'POST',
    body,
    service: 'rds-data',
    region: 'eu-central-1',
    datetime: '20261124T120000Z',
    headers: { 'content-type': 'application/json' },
    // It leaves the content type unsigned otherwise.
    allHeaders: true,
  });
  const { headers } = await signer.sign();
  const now = new Date('2026-11-24T12:00:00.000Z');
  const signed = sign({ ...credentials, url, body, region: 'eu-central-1', now });
  expect(signed.authorization).toBe(headers.get('authorization'));
});

// Signature Version 4 over plain HTTP ("Create a signed AWS API request", IAM User Guide).
import { createHash, createHmac } from 'node:crypto';
import { credentials } from '../credentials.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const signedHeaders = (url: URL, region: string, body: string): Record<string, string> => {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${region}/rds-data/aws4_request`;
  const headers: Record<string, string> = {
    host: url.host,
    'x-amz-date': time,
    ...(credentials.sessionToken && { 'x-amz-security-token': credentials.sessionToken }),
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', url.pathname, '', lines.join(''), names, sha256(body)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString(
    'hex',
  );
  const { host: _host, ...sent } = headers;
  return {
    ...sent,
    'content-type': 'application/json',
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
};

export const signedFetch = (url: URL, region: string, body: string): Promise<Response> =>
  fetch(url, { method: 'POST', headers: signedHeaders(url, region, body), body });

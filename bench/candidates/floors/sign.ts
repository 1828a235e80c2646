// Signs a request with AWS Signature Version 4, in as few lines as that takes.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
import { createHash, createHmac } from 'node:crypto';

export type SigningOptions = {
  url: URL;
  body: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  now: Date;
};

const service = 'rds-data';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The headers that make a POST of JSON a signed one. */
export const sign = (options: SigningOptions): Record<string, string> => {
  const { url, body, region, accessKeyId, secretAccessKey, now } = options;
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const headers = { 'content-type': 'application/json', host: url.host, 'x-amz-date': time };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const signedHeaders = Object.keys(headers).join(';');
  const canonical = ['POST', url.pathname, '', lines.join(''), signedHeaders, hash(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(mac, `AWS4${secretAccessKey}`);
  const signature = mac(key, toSign).toString('hex');
  const credential = `Credential=${accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return { ...headers, authorization };
};

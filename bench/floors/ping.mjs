// The floor of a Lambda function that calls AWS: one bare HTTPS request, without signature and without a library.
import https from 'node:https';

const agent = new https.Agent({ keepAlive: true });
const url = new URL('/Execute', process.env.AWS_ENDPOINT_URL_RDS_DATA);
const body = JSON.stringify({ sql: 'SELECT 1', parameters: [{ name: 'limit', value: { longValue: 6 } }] });

const call = () =>
  new Promise((resolve, reject) => {
    const request = https.request(url, { method: 'POST', agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    request.on('error', reject);
    request.end(body);
  });

export const handler = async () => ({ statusCode: 200, body: JSON.parse(await call()).formattedRecords });

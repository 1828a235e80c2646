// Posts a statement to the Data API with node:https alone.
import https from 'node:https';

const agent = new https.Agent({ keepAlive: true });
const limit = Number(process.env.ROWS ?? 6);
const statement = JSON.stringify({
  sql: 'SELECT 1',
  parameters: [{ name: 'limit', value: { longValue: limit } }],
});

/** The rows that the statement selects, as JSON. */
export const post = (url: URL): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = https.request(url, { method: 'POST', agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()).formattedRecords));
    });
    request.on('error', reject);
    request.end(statement);
  });

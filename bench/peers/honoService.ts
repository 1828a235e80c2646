// The directory on Hono, with the AWS SDK as its documentation shows it: a Lambda function.
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const client = new RDSDataClient({});
const cluster = {
  resourceArn: process.env.DATABASE_RESOURCE_ARN,
  secretArn: process.env.DATABASE_SECRET_ARN,
  database: process.env.DATABASE_NAME,
};

const query = async (
  sql: string,
  parameters: { name: string; value: { stringValue: string } | { longValue: number } }[],
) => {
  const command = new ExecuteStatementCommand({ ...cluster, sql, parameters, formatRecordsAs: 'JSON' });
  const { formattedRecords = '[]' } = await client.send(command);
  return JSON.parse(formattedRecords) as { email: string; phoneNumber: string }[];
};

const app = new Hono();

app.get('/users', async (context) => {
  const limit = Number(context.req.query('limit') ?? 1_000);
  const sql = 'SELECT email, phone_number AS phoneNumber FROM directory ORDER BY user_id LIMIT :limit';
  const rows = await query(sql, [{ name: 'limit', value: { longValue: limit } }]);
  return context.json(rows.map(({ email, phoneNumber }) => ({ email, phoneNumber })));
});

app.get('/search', async (context) => {
  const sql = 'SELECT email, phone_number AS phoneNumber FROM directory WHERE email = :email';
  const [user] = await query(sql, [
    { name: 'email', value: { stringValue: context.req.query('email') ?? '' } },
  ]);
  return user ? context.json({ email: user.email, phoneNumber: user.phoneNumber }) : context.notFound();
});

export const handler = handle(app);

const { ExecuteStatementCommand, RDSDataClient } = require('@aws-sdk/client-rds-data');

const { RESOURCE_ARN, SECRET_ARN, DATABASE } = process.env;
const client = new RDSDataClient();

test('finds a user', async () => {
  const { records } = await client.send(
    new ExecuteStatementCommand({
      resourceArn: RESOURCE_ARN,
      secretArn: SECRET_ARN,
      database: DATABASE,
      sql: 'SELECT email FROM users',
    }),
  );
  expect(records).toEqual([[{ stringValue: 'homer@thesimpsons.com' }]]);
});

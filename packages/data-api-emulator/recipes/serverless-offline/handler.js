import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';

// The SDK itself reads AWS_ENDPOINT_URL_RDS_DATA, which is set locally alone.
const client = new RDSDataClient();

export const getUsers = async () => {
  const { RESOURCE_ARN: resourceArn, SECRET_ARN: secretArn, DATABASE: database } = process.env;
  const sql = 'SELECT email FROM users';
  const command = new ExecuteStatementCommand({
    ...{ resourceArn, secretArn, database, sql },
    formatRecordsAs: 'JSON',
  });
  const { formattedRecords } = await client.send(command);
  return { statusCode: 200, body: formattedRecords };
};

// Describes a started emulator to the person at the terminal: where it is, and what a client needs.
import { localRegion } from '../localArns.ts';

export type StartDescription = {
  url: string;
  /** Binary or image, and database, of a private server. */
  server?: { origin: string; database: string } | undefined;
  resourceArn: string;
  secretArn: string;
  /** The sentence about which ARNs are accepted. */
  arns: string;
};

export const describeStart = ({ url, server, resourceArn, secretArn, arns }: StartDescription): string => {
  const database = server ? ` --database ${server.database}` : '';
  return `RDS Data API emulator: ${url}
${server ? `In front of ${server.origin}, database ${server.database}; both end with it.\n` : ''}
export AWS_ENDPOINT_URL_RDS_DATA=${url}
export AWS_REGION=${localRegion} AWS_DEFAULT_REGION=${localRegion}
export AWS_ACCESS_KEY_ID=local
export AWS_SECRET_ACCESS_KEY=local
aws rds-data execute-statement --sql 'SELECT 1'${database} \\
  --resource-arn ${resourceArn} \\
  --secret-arn ${secretArn}

${arns}
`;
};

// The stack of @aws-sdk/client-rds-data.
import {
  BatchExecuteStatementCommand,
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { credentials } from '../credentials.ts';
import {
  type Members,
  mapBlobs,
  type SendCall,
  ServiceError,
  type Stack,
  toBase64,
  toBuffer,
} from './stack.ts';

type SdkError = Error & { dbConnectionId?: number; $metadata?: { httpStatusCode?: number } };

const commands = {
  ExecuteStatement: ExecuteStatementCommand,
  BatchExecuteStatement: BatchExecuteStatementCommand,
  BeginTransaction: BeginTransactionCommand,
  CommitTransaction: CommitTransactionCommand,
  RollbackTransaction: RollbackTransactionCommand,
};

/** One request type for all, since checks send what the types would forbid too. */
type Command = new (request: unknown) => never;

export const sdkV3: Stack = ({ endpoint, region }) => {
  const client = new RDSDataClient({
    region,
    credentials,
    maxAttempts: 1,
    ...(endpoint && { endpoint }),
  });
  const call: SendCall = async (operation, request) => {
    const Command = commands[operation] as unknown as Command;
    try {
      const { $metadata, ...response } = (await client.send(
        new Command(mapBlobs(request, toBuffer)),
      )) as Members;
      return mapBlobs(response, toBase64) as Members;
    } catch (error) {
      const { name, message, $metadata, dbConnectionId } = error as SdkError;
      throw new ServiceError(name, message, $metadata?.httpStatusCode, dbConnectionId);
    }
  };
  return call;
};

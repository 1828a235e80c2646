// The operation BatchExecuteStatement.
// https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BatchExecuteStatement.html

import { ApiError } from '../apiError.ts';
import type { RunOperation } from '../context.ts';
import type { ResultReader } from '../database/session.ts';
import { type SessionRequest, withSession } from '../database/withSession.ts';
import { accountOf } from '../request/accountOf.ts';
import {
  arn,
  databaseName,
  type MemberRules,
  readMembers,
  statementText,
  transactionId,
} from '../request/readMembers.ts';
import { readParameters } from '../request/readParameters.ts';
import { generatedFields } from '../result/generatedFields.ts';
import { bindParameters, boundText } from '../sql/bindParameters.ts';
import { parseSingleStatement } from '../sql/parseSingleStatement.ts';

type BatchExecuteStatementRequest = SessionRequest & { parameterSets?: unknown[][] | null };

const members: MemberRules = {
  resourceArn: arn,
  secretArn: arn,
  sql: statementText,
  database: databaseName,
  schema: databaseName,
  parameterSets: { type: 'list' },
  transactionId,
};

/** "The BatchExecuteStatement action doesn't return a result set": data-api-json. Connector/J refuses in these words. */
const noResultSet: ResultReader = {
  columns: () => {
    throw new ApiError('DatabaseErrorException', 'Can not issue SELECT via executeUpdate().');
  },
  row: () => {},
};

const readSets = ({ sql, parameterSets }: BatchExecuteStatementRequest): string[] => {
  const statement = parseSingleStatement(sql);
  // "Don't include a semicolon (;) at the end of the SQL statement."
  if (statement.endsWithSemicolon) {
    throw new ApiError('ValidationException', 'A batch statement must not end with a semicolon.');
  }
  return (parameterSets ?? []).map((set) => {
    if (!Array.isArray(set)) throw new ApiError('SerializationException', 'A parameter set must be a list.');
    return boundText(bindParameters(statement, readParameters(set)));
  });
};

/** Runs once a parameter set, so not at all without one (aws/aws-sdk-js#2775). */
export const batchExecuteStatement: RunOperation = async (body, context) => {
  const request = readMembers<BatchExecuteStatementRequest>(body, members);
  const account = accountOf(body, context);
  const statements = readSets(request);
  return withSession(request, account, context, async (session) => {
    const updates: string[] = [];
    let rows = 0;
    for (const sql of statements) {
      const ok = await session.run(sql, noResultSet);
      updates.push(`{"generatedFields":${ok ? generatedFields(ok) : '[]'}}`);
      rows += ok?.affectedRows ?? 0;
    }
    return { json: `{"updateResults":[${updates.join(',')}]}`, rows };
  });
};

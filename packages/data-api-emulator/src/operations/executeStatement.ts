// The operation ExecuteStatement.
// https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html

import type { RunOperation } from '../context.ts';
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
import { FormattedReader } from '../result/formattedReader.ts';
import { generatedFields } from '../result/generatedFields.ts';
import { RecordsReader } from '../result/recordsReader.ts';
import type { ResultSetOptions } from '../result/valueWriter.ts';
import { bindParameters, boundText } from '../sql/bindParameters.ts';
import { parseSingleStatement } from '../sql/parseSingleStatement.ts';

type ExecuteStatementRequest = SessionRequest & {
  parameters?: unknown[];
  includeResultMetadata?: boolean;
  resultSetOptions?: ResultSetOptions | null;
  formatRecordsAs?: 'NONE' | 'JSON';
};

const members: MemberRules = {
  resourceArn: arn,
  secretArn: arn,
  sql: statementText,
  database: databaseName,
  schema: databaseName,
  parameters: { type: 'list' },
  transactionId,
  includeResultMetadata: { type: 'boolean' },
  continueAfterTimeout: { type: 'boolean' },
  resultSetOptions: { type: 'structure' },
  formatRecordsAs: { type: 'string', values: ['NONE', 'JSON'] },
};

const resultSetOptions: MemberRules = {
  decimalReturnType: { type: 'string', values: ['STRING', 'DOUBLE_OR_LONG'] },
  longReturnType: { type: 'string', values: ['STRING', 'LONG'] },
};

export const executeStatement: RunOperation = async (body, context) => {
  const request = readMembers<ExecuteStatementRequest>(body, members);
  const options = readMembers<ResultSetOptions>(
    request.resultSetOptions ?? {},
    resultSetOptions,
    'resultSetOptions.',
  );
  const account = accountOf(body, context);
  const statement = bindParameters(parseSingleStatement(request.sql), readParameters(request.parameters));
  const Reader = request.formatRecordsAs === 'JSON' ? FormattedReader : RecordsReader;
  const reader = new Reader(options, statement);
  const ok = await withSession(request, account, context, (session) =>
    session.run(boundText(statement), reader),
  );
  if (reader.hasResult || !ok) {
    const result = reader.members(request.includeResultMetadata === true);
    return { json: `{"numberOfRecordsUpdated":0,${result}}`, rows: reader.rows };
  }
  const { affectedRows } = ok;
  const json = `{"generatedFields":${generatedFields(ok)},"numberOfRecordsUpdated":${affectedRows}}`;
  return { json, rows: affectedRows };
};

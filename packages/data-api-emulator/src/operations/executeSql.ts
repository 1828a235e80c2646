// ExecuteSql, deprecated and "not supported" for Serverless v2 and provisioned clusters (data-api.differences).
import type { Operation } from '../context.ts';
import { DataApiError } from '../errors.ts';

export const executeSql: Operation = async () => {
  throw new DataApiError('BadRequestException', "The ExecuteSql operation isn't supported for this cluster.");
};

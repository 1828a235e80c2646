// ExecuteSql, deprecated and "not supported" for Serverless v2 and provisioned clusters (data-api.differences).

import { ApiError } from '../apiError.ts';
import type { RunOperation } from '../context.ts';

export const executeSql: RunOperation = async () => {
  throw new ApiError('BadRequestException', "The ExecuteSql operation isn't supported for this cluster.");
};

// ExecuteSql, deprecated and not supported by the clusters that have a Data API today.
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.differences.html

import { ApiError } from '../apiError.ts';
import type { RunOperation } from '../context.ts';

export const executeSql: RunOperation = async () => {
  throw new ApiError('BadRequestException', "The ExecuteSql operation isn't supported for this cluster.");
};

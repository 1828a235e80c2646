// The size of a result set, up to the limit.

import { ApiError } from '../apiError.ts';
import type { TextRow } from '../database/session.ts';
import { maxResultBytes } from '../limits.ts';

/** The service's words, as cloud-utils/aurora-data-api matches them. */
const tooLarge = 'Database returned more than the allowed response size limit';

/** "If the binary response data from the database is more than 1 MB, the call is terminated." API_ExecuteStatement */
export class ResultSize {
  #bytes = 0;

  add(row: TextRow): void {
    for (const value of row) this.#bytes += value?.length ?? 0;
    if (this.#bytes > maxResultBytes) throw new ApiError('UnsupportedResultException', tooLarge);
  }
}

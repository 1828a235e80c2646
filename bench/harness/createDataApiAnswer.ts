// The Data API's answer to a statement that selects people, as it is with formatRecordsAs JSON.
import { personAt } from '#tests/support/people.ts';

/** The first `count` people. */
export const createDataApiAnswer = (count: number): string => {
  const rows = Array.from({ length: count }, (_, index) => ({ id: String(index + 1), ...personAt(index) }));
  return JSON.stringify({ numberOfRecordsUpdated: 0, formattedRecords: JSON.stringify(rows) });
};

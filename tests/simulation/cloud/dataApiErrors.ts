// The errors of the Data API, as AWS's client throws them.

type Named = { name: string; message?: string };

export const createError = ({ name, message = name }: Named): Error =>
  Object.assign(new Error(message), { name });

/** Faults of the Data API, by the errors that it documents. */
export const faults: readonly Named[] = [
  { name: 'InternalServerErrorException' },
  { name: 'ServiceUnavailableError' },
  { name: 'StatementTimeoutException' },
];

/** Faults of which the adapter knows that the statement did not run. */
export const refusals: readonly Named[] = [
  { name: 'ThrottlingException' },
  { name: 'DatabaseErrorException', message: 'Database error code: 1213. Message: Deadlock found' },
];

// The name of an error, fit for a log line.

/** Returns `Unknown` unless the name is an identifier: any other text may be data. */
export const errorName = (error: unknown): string => {
  const { name } = Object(error);
  return typeof name === 'string' && /^[A-Za-z_$][\w$]{0,63}$/.test(name) ? name : 'Unknown';
};

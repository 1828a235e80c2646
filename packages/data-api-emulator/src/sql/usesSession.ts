// Tells which statements need a session of their own.

const ordinary = /^\s*(?:select|insert|update|delete|replace|with|values)\b/i;

/** User variables, and the functions that read or change what a session remembers of its statements and locks. */
const stateful = /@|last_insert_id|found_rows|row_count|get_lock|release_|lastval|setval|previous\s+value/i;

/**
 * Whether a statement may leave something in its session that a later one can see, or see what an earlier one left.
 * All others share sessions without a reset between them, which would cost more than they do. Only the text of the
 * statement counts, parameters do not; when in doubt the answer is yes.
 */
export const usesSession = (sql: string): boolean => !ordinary.test(sql) || stateful.test(sql);

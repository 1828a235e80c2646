// The limits of the Data API, each with the page that states it.

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** "The maximum size of the request is 4 MiB", headers included. API_BatchExecuteStatement, CHAP_Limits. */
export const maxRequestBytes = 4 * mebibyte;

/** "Length Constraints: Minimum length of 0. Maximum length of 65536." API_ExecuteStatement, sql */
export const maxStatementCharacters = 65_536;

/** "If the call returns more than 1 MiB of response data, the call is terminated." data-api.limitations */
export const maxResultBytes = 1 * mebibyte;

/** formattedRecords "is currently 10 MB"; larger ones are refused. API_ExecuteStatement, CHAP_Limits. */
export const maxFormattedBytes = 10 * mebibyte;

/** "By default, a call times out if it's not finished processing within 45 seconds." data-api.calling */
export const statementTimeoutMs = 45_000;

/** How long a statement that timed out has to stop, before its session is given up. Our choice. */
export const killTimeoutMs = 1_000;

/** "A transaction times out if no calls use its transaction ID in three minutes." API_BeginTransaction */
export const transactionIdleMs = 180_000;

/** "A transaction can run for a maximum of 24 hours." API_BeginTransaction */
export const transactionMaxMs = 24 * 60 * 60 * 1000;

/**
 * MySQL sessions that an emulator opens at most, unless told otherwise; further calls wait for one. Our choice, well
 * under the 151 connections that MySQL allows by default to all its clients together.
 */
export const defaultMaxSessions = 40;

/** How long a session is kept without use. Our choice. */
export const sessionIdleMs = 60_000;

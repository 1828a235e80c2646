// Why a server did not start, by its log.
import { readFileSync } from 'node:fs';

/** `2026-11-30 22:13:35 0 [ERROR] InnoDB: …` of MariaDB, `… [ERROR] [MY-012646] [InnoDB] …` of MySQL. */
const errorLine = /\[ERROR\] (?:\[[^\]]+\] )*(.+)/;

/**
 * The first error behind `offset` bytes of the log, without a full stop: those that follow, and "Aborting" in the end, are
 * its consequences. Undefined where there is none.
 */
export const readReason = (logFile: string, offset: number): string | undefined =>
  errorLine.exec(readFileSync(logFile).subarray(offset).toString())?.[1]?.replace(/\.$/, '');

// Starts the MySQL behind the local Data API, in the first of several ways that works.
import { UserError } from '#tools/userError.ts';
import { installMariadb } from './installMariadb.ts';
import type { Mysql, MysqlOptions, MysqlWay } from './mysqlWay.ts';
import { startBinary } from './startBinary.ts';
import { startComposeService } from './startComposeService.ts';
import { useUrl } from './useUrl.ts';

export type { Mysql, MysqlOptions } from './mysqlWay.ts';

const allWays: readonly MysqlWay[] = [startBinary, startComposeService, installMariadb];

const advice =
  'Install one (Debian, Ubuntu: sudo apt-get install mariadb-server-core; macOS: brew install mariadb), ' +
  'start Docker, or set DATABASE_URL=mysql://user:password@host:3306/database.';

/**
 * DATABASE_URL if given; else a private server from a binary on this machine; else the compose file's `db`; else
 * MariaDB installed with apt-get. Logs why a way is not there before it tries the next. Throws UserError, which says what
 * to do, when none is there, and when a private server does not start: the next way would have another database.
 */
export const startMysql = async (options: MysqlOptions, ways = allWays): Promise<Mysql> => {
  if (options.url) return useUrl(options.url);
  for (const start of ways) {
    const mysql = await start(options);
    if (typeof mysql !== 'string') return mysql;
    options.log(mysql);
  }
  throw new UserError(`No MySQL or MariaDB found. ${advice}`);
};

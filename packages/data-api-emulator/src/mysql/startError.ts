// Thrown when a MySQL or MariaDB server cannot start; its message is one sentence for people.

export class MysqlStartError extends Error {
  override readonly name = 'MysqlStartError';
}

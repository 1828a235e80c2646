// An idempotent write, and its table.

export const createWritesSql = 'CREATE TABLE writes (token INT PRIMARY KEY)';

export const upsertSql =
  'INSERT INTO writes (token) VALUES (:token) ON DUPLICATE KEY UPDATE token = VALUES(token)';

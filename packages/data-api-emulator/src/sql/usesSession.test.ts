// Which statements are run on a session that was reset.
import { describe, expect, test } from '@jest/globals';
import { usesSession } from './usesSession.ts';

describe('usesSession', () => {
  test.each([
    'select id from t where id = :id',
    ' INSERT INTO t (a) VALUES (:a)',
    'update t set a = 1',
    'delete from t',
    'replace into t values (1)',
    'with c as (select 1) select * from c',
  ])('no: %s', (sql) => {
    expect(usesSession(sql)).toBe(false);
  });

  test.each([
    'set names latin1',
    'use other',
    'create temporary table t (a int)',
    'call p()',
    'begin',
    '/* comment */ select 1',
    'select @a',
    'select 1 into @a',
    'select @@time_zone',
    'SELECT LAST_INSERT_ID()',
    'select sql_calc_found_rows 1',
    "select get_lock('a', 1)",
    "do release_lock('a')",
    '',
  ])('yes: %s', (sql) => {
    expect(usesSession(sql)).toBe(true);
  });
});

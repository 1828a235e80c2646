import { describe, expect, test } from '@jest/globals';
import { parseStatement } from './parseStatement.ts';
import { selectItems } from './selectItems.ts';

const items = (sql: string) =>
  selectItems(parseStatement(sql)).map(({ start, end }) => sql.slice(start, end));

describe('selectItems', () => {
  test.each([
    ['select 1', ['1']],
    ['SELECT DISTINCT  :a , f(1, (2)), t.from FROM t', [':a', 'f(1, (2))', 't.from']],
    ["select 'a, b' as x, `from`, 2 from t", ["'a, b' as x", '`from`', '2']],
    ['/* c */ select /* d */ 1 /* e */, 2 -- f', ['1', '2']],
    ['select (select 1 from t), extract(year from d) limit 1', ['(select 1 from t)', 'extract(year from d)']],
    ['with q as (select 1, 2) select a, :b from q', ['a', ':b']],
    ['(select :a, 2) union (select 3, 4)', [':a', '2']],
    ['select sql_no_cache sql_calc_found_rows a, b', ['a', 'b']],
    ['select *, t.*, 1', ['*', 't.*', '1']],
    ['select 1;', ['1']],
    ['insert into t select 1, 2', []],
    ['values (1)', []],
    ['', []],
  ])('%j', (sql, expected) => {
    expect(items(sql)).toEqual(expected);
  });
});

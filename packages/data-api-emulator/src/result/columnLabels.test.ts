import { describe, expect, test } from '@jest/globals';
import type { FieldPacket } from 'mysql2';
import { bindParameters } from '../sql/bindParameters.ts';
import { parseStatement } from '../sql/parseStatement.ts';
import { columnLabels } from './columnLabels.ts';

/** `labels` are those that MySQL gave; the parameter `a` is the string x. */
const labelsOf = (sql: string, ...labels: string[]) => {
  const statement = bindParameters(parseStatement(sql), [{ name: 'a', value: { stringValue: 'x' } }]);
  return columnLabels(
    labels.map((name) => ({ name }) as FieldPacket),
    statement,
  );
};

const long = 'y'.repeat(300);

describe('columnLabels', () => {
  test.each([
    ['a placeholder', 'select :a', ['x'], ['?']],
    ['a placeholder in parentheses', 'select (:a)', ['x'], ['?']],
    ['an expression', "select concat(:a, 'z')", ["concat('x', 'z')"], ["concat(?, 'z')"]],
    [
      'an expression that MySQL cut',
      `select concat(:a, '${long}')`,
      [`concat('x', '${long}`.slice(0, 255)],
      [`concat(?, '${long}')`],
    ],
    ['an alias', 'select concat(:a, 1) b, :a c, 2', ['b', 'c', '2'], ['b', 'c', '2']],
    ['a literal that equals the value', "select 'x', :a", ['x', 'x'], ['x', '?']],
    ['items around a star', 'select :a, t.*, :a from t', ['x', 'x', 'x', 'x'], ['?', 'x', 'x', '?']],
    ['items between two stars', 'select t.*, :a, u.* from t, u', ['x', 'x', 'x'], ['x', 'x', 'x']],
    ['no SELECT', 'call p(:a)', ['x'], ['x']],
  ])('%s', (_case, sql, given, expected) => {
    expect(labelsOf(sql, ...given)).toEqual(expected);
  });
});

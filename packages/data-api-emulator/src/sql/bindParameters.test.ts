// Binding: which value lands where, and that a value is never read as SQL.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SqlParameter } from '../request/readParameters.ts';
import { bindParameters, boundText, preparedText } from './bindParameters.ts';
import { parseStatement } from './parseStatement.ts';

const bind = (sql: string, parameters: SqlParameter[]) =>
  boundText(bindParameters(parseStatement(sql), parameters));

describe('bindParameters', () => {
  test('binds a repeated name everywhere and ignores a parameter without placeholder', () => {
    const parameters = [
      { name: 'a', value: { longValue: 1 } },
      { name: 'unused', value: { longValue: 2 } },
    ];
    expect(bind("select :a, ':a', :a", parameters)).toBe("select 1, ':a', 1");
  });

  test('writes a part of the text, bound or as a prepared statement', () => {
    const statement = bindParameters(parseStatement('select :a + :a, :a'), [
      { name: 'a', value: { longValue: 1 } },
    ]);
    expect(boundText(statement, 7, 14)).toBe('1 + 1');
    expect(preparedText(statement, 7, 14)).toBe('? + ?');
  });

  test('refuses a placeholder without a parameter', () => {
    expect(() => bind('select :a', [])).toThrow('Cannot find parameter: a');
  });

  test('leaves a bound statement with no placeholder and no second statement, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (stringValue) => {
        const bound = bind('select :a, 1', [{ name: 'a', value: { stringValue } }]);
        expect(parseStatement(bound)).toMatchObject({ placeholders: [], isMulti: false });
        expect(bound.endsWith(', 1')).toBe(true);
      }),
    );
  });
});

// Properties of the tokenizer: placeholders are found in code alone, and no text makes it fail.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseStatement } from './parseStatement.ts';

const noise = fc.stringMatching(/^[a-z:;?'"`#\-*/ ]{0,12}$/);

/** Pieces of SQL in which a colon or semicolon means nothing, whatever they hold. */
const inert = fc.oneof(
  noise.map((text) => `'${text.replaceAll("'", "''")}'`),
  noise.map((text) => `'${text.replaceAll("'", "\\'")}'`),
  noise.map((text) => `"${text.replaceAll('"', '""')}"`),
  noise.map((text) => `\`${text.replaceAll('`', '``')}\``),
  noise.map((text) => `/* ${text.replaceAll('*', '')}*/`),
  noise.map((text) => `-- ${text}\n`),
  noise.map((text) => `#${text}\n`),
  fc.constantFrom('@a := 1', 'a::b', '12:30', ': a', '1 - -1', 'a/b'),
);

const placeholder = fc.stringMatching(/^[A-Za-z0-9_]{1,6}$/).map((name) => ({ name }));

const names = (pieces: (string | { name: string })[]): string[] =>
  pieces.filter((piece) => typeof piece === 'object').map(({ name }) => name);

const write = (pieces: (string | { name: string })[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `:${piece.name}`)).join(' ');

describe('parseStatement', () => {
  test('finds every placeholder in code and none in literals, comments and quoted names', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(inert, placeholder)), (pieces) => {
        const statement = parseStatement(write(pieces));
        expect(statement.placeholders.map(({ name }) => name)).toEqual(names(pieces));
        expect(statement.isMulti).toBe(false);
      }),
    );
  });

  test('keeps the place of everything, and says where each placeholder stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (sql) => {
        const { code, placeholders } = parseStatement(sql);
        expect(code).toHaveLength(sql.length);
        for (const { name, start, end } of placeholders) expect(sql.slice(start, end)).toBe(`:${name}`);
      }),
    );
  });

  test.each(["'", '"', '`', '/*', '-- ', '#', ':', '\\', "'\\", '', ';', ':;:'])('takes %j', (sql) => {
    expect(() => parseStatement(sql)).not.toThrow();
  });

  test.each([
    ['select 1', false, false],
    ['select 1;', false, true],
    ['select 1 ; -- done\n # really', false, true],
    ['select 1;;', false, true],
    ["select ';'", false, false],
    ['select 1; select 2', true, false],
    ['select 1; :a', true, false],
    ["select 1; 'a'", true, false],
    [';select 1', true, false],
    ['create table t (a int); drop table t', true, false],
    ['create table t (event int); drop table t', true, false],
    ["create user 'function'; drop user a", true, false],
    ['select 1; /*!50000 select 2 */', true, false],
    ['select 1; /*!50000 */', false, true],
  ])('%j: several statements %p, ends with a semicolon %p', (sql, isMulti, endsWithSemicolon) => {
    expect(parseStatement(sql)).toMatchObject({ isMulti, endsWithSemicolon });
  });

  test.each([
    'create procedure p()',
    '/* c */ create procedure p()',
    '-- c\ncreate procedure p()',
    '# c\ncreate or replace function f() returns int',
    'create aggregate function f() returns int',
    "create definer = 'root'@'%' trigger t before insert on a for each row",
    'create definer=`root`@localhost event e on schedule every 1 day do',
    'create definer = current_user() procedure p()',
    '/*!50003 create*/ /*!50017 definer=`root`@`%`*/ /*!50003 trigger t before insert on a for each row */',
    'alter event e do',
  ])('counts no semicolon in the body of %j', (head) => {
    expect(parseStatement(`${head} begin select 1; select 2; end`).isMulti).toBe(false);
  });

  test.each([
    ['select :1, :2a', ['1', '2a']],
    ['select 12:30, a:1', []],
    ['select /*!50000 :a, */ /*M!100100 :b, */ :c', ['a', 'b', 'c']],
    ['select /*+ :a */ /* ! :b */ 1', []],
  ])('finds the placeholders of %j', (sql, expected) => {
    expect(parseStatement(sql).placeholders.map(({ name }) => name)).toEqual(expected);
  });
});

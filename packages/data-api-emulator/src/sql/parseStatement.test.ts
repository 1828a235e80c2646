// Properties of the tokenizer: placeholders are found in code alone, and no text at all makes it fail.
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
  noise.map((text) => `/*${text.replaceAll('*', '')}*/`),
  noise.map((text) => `-- ${text}\n`),
  noise.map((text) => `#${text}\n`),
  fc.constantFrom('@a := 1', 'a::b', '12:30', ': a', '1 - -1', 'a/b'),
);

const placeholder = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,5}$/).map((name) => ({ name }));

const names = (pieces: (string | { name: string })[]): string[] =>
  pieces.filter((piece) => typeof piece === 'object').map(({ name }) => name);

const write = (pieces: (string | { name: string })[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `:${piece.name}`)).join(' ');

describe('parseStatement', () => {
  test('finds every placeholder in code and none in literals, comments and quoted names', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(inert, placeholder)), (pieces) => {
        const statement = parseStatement(write(pieces));
        expect(statement.names).toEqual(names(pieces));
        expect(statement.isMulti).toBe(false);
      }),
    );
  });

  test('gives back the text around the placeholders unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (sql) => {
        const { texts, names } = parseStatement(sql);
        expect(texts).toHaveLength(names.length + 1);
        expect(texts.reduce((text, next, index) => `${text}:${names[index - 1]}${next}`)).toBe(sql);
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
    ['create procedure p() begin select 1; select 2; end', false, false],
    ['create table t (a int); drop table t', true, false],
  ])('%j: several statements %p, ends with a semicolon %p', (sql, isMulti, endsWithSemicolon) => {
    expect(parseStatement(sql)).toMatchObject({ isMulti, endsWithSemicolon });
  });
});

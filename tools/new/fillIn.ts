// Fills the template of a kind of function with what the command line says of the new one.
import { kebabName, pascalName, pathParameters } from '../functions.ts';
import type { NewFunction } from './readNewFunction.ts';

type Replacement = readonly [text: string, by: string];

/** A GET changes nothing, so that a function of another method is probed by its refusal. */
const methodReplacements = (method: string): Replacement[] => [
  ["'GET /new-http-function'", `'${method} /new-http-function'`],
  ['GET /new-http-function', `${method} /new-http-function`],
  ["methods: ['GET', 'HEAD']", `methods: ['${method}']`],
  ['so that the function answers HEAD, and other methods', 'so that the function answers other methods'],
  [
    '# What a new version must answer before callers reach it: nobody has an address of this name (RFC 2606).\n' +
      'probe: { query: email=nobody@deployment.invalid, status: 200 }',
    "# What a new version must answer to GET before callers reach it.\nprobe: { query: '', status: 405 }",
  ],
];

const inPath = `/** A value in the path. */
const inPath = z
  .string({ error: 'is required' })
  .check(z.regex(/^[\\w-]{1,64}$/, { error: 'must have 1 to 64 letters, digits, - and _' }));

`;

/** Members of request and answer for the parameters of the path. */
const pathReplacements = (names: readonly string[]): Replacement[] => {
  if (names.length === 0) {
    return [
      ['const inPath = {};\n', ''],
      ['{ ...inPath, ...members }', 'members'],
      ['{ ...inPath, found }', '{ found }'],
    ];
  }
  const list = names.join(', ');
  const types = names.map((name) => `${name}: string`).join('; ');
  return [
    ['path: /new-http-function', "path: '/new-http-function'"],
    ['const inPath = {};', `const inPath = { ${names.map((name) => `${name}: 'a-1'`).join(', ')} };`],
    ['export const newHttpFunctionSchema', `${inPath}export const newHttpFunctionSchema`],
    ['z.object({ email }', `z.object({ ${names.map((name) => `${name}: inPath`).join(', ')}, email }`],
    [
      '({ found }: { found: boolean }) => ({ found })',
      `({ ${list}, found }: { ${types}; found: boolean }) => ({ ${list}, found })`,
    ],
    ['{ found: boolean }, Services', `{ ${types}; found: boolean }, Services`],
    ['async ({ email }, call)', `async ({ ${list}, email }, call)`],
    ['{ body: { found: ', `{ body: { ${list}, found: `],
  ];
};

const replacementsOf = ({ method = 'GET', path }: NewFunction): Replacement[] => [
  ...(method === 'GET' ? [] : methodReplacements(method)),
  ...(path === undefined ? [] : pathReplacements(pathParameters(path))),
];

/** A template is a function that works, with `newHttpFunction` for its name and `/new-http-function` for its path. */
export const fillIn = (template: string, created: NewFunction): string => {
  const { name, kind, path, expression, localPort } = created;
  const placeholder = `new${pascalName(kind)}Function`;
  return replacementsOf(created)
    .reduce((text, [from, to]) => text.replaceAll(from, to), template)
    .replaceAll(`/${kebabName(placeholder)}`, path ?? '')
    .replaceAll(kebabName(placeholder), kebabName(name))
    .replaceAll(placeholder, name)
    .replaceAll(pascalName(placeholder), pascalName(name))
    .replace('expression: rate(1 day)', `expression: ${expression}`)
    .replace('localPort: 0', `localPort: ${localPort}`);
};

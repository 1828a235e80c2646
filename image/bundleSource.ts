// Bundles a function's source and its packages into one script.
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { type FunctionDeclaration, hasRoute } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';

/** The script's exports: the handler, and behind a route what makes the function ready before its first request. */
const entrySource = (declared: FunctionDeclaration): string =>
  [
    `export { handler } from './functions/${declared.name}/handler.ts';`,
    ...(hasRoute(declared) ? ["export { prime } from './layers/services.ts';"] : []),
  ].join('\n');

/** The providers that only the SDK's default chain loads. No client takes that chain (layers/aws/roleCredentials.ts). */
const unusedProviders = [
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** Writes `<home>/bundle.cjs` and returns esbuild's account of what went into it. */
export const bundleSource = async (declared: FunctionDeclaration, home: string): Promise<Metafile> => {
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: entrySource(declared), resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' },
    outfile: join(home, 'bundle.cjs'),
    bundle: true,
    external: unusedProviders,
    platform: 'node',
    target: 'node24',
    // A script and not a module, for V8's code cache; loader.ts calls this function.
    format: 'cjs',
    banner: { js: '(function(exports,require,module,bundleUrl){' },
    footer: { js: '})' },
    // V8 cannot resolve import() in such a script by itself.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'bundleUrl' },
    // ES modules first: esbuild drops what is unused from them alone.
    mainFields: ['module', 'main'],
    conditions: ['module'],
    minify: true,
    // V8 keeps ASCII in one byte per character.
    charset: 'ascii',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
};

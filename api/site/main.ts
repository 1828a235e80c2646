// `npm run api:site`: writes the page of the API as static files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { readSiteFile, type SiteFile, siteFiles } from './readSite.ts';

const defaultFolder = join(root, 'dist/api-site');

const manual = `npm run api:site [-- <folder>]

Writes the page that \`npm start\` serves at /docs, with the document, as static files for any web server or bucket. The page
loads nothing from elsewhere. Without a folder it is dist/api-site.
`;

await runCommand({ manual, flags: {}, maxArguments: 1 }, async (_flags, [given]) => {
  const folder = given === undefined ? defaultFolder : resolve(given);
  mkdirSync(folder, { recursive: true });
  for (const name of siteFiles) writeFileSync(join(folder, name), (readSiteFile(name) as SiteFile).body);
  log(`Wrote ${folder}`);
});

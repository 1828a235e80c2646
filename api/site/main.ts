// `npm run api:site`: writes the page of the API as static files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { readSiteFile, type SiteFile, siteFiles } from './readSite.ts';

const defaultFolder = join(root, 'dist/api-site');

const command = {
  name: 'npm run api:site',
  description: `Writes the page that npm start serves at /docs, with the document, as static files for any web server or
    bucket. The page loads nothing from elsewhere.`,
  arguments: { folder: { isOptional: true, description: 'where to (default: dist/api-site)' } },
} as const;

await runCommand(command, async ({ folder: given = defaultFolder }) => {
  const folder = resolve(given);
  mkdirSync(folder, { recursive: true });
  for (const name of siteFiles) writeFileSync(join(folder, name), (readSiteFile(name) as SiteFile).body);
  log(`Wrote ${folder}`);
});

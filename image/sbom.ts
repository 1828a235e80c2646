// `npm run sbom`: writes the packages that the images' bundles are made of, as CycloneDX.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { log, runCommand } from '#tools/command.ts';
import { functionNames } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';
import { bundle } from './bundle.ts';
import { bundledPackages, type Cyclonedx, keepPackages } from './sbomOf.ts';

const command = {
  name: 'npm run sbom',
  description: `Bundles all functions and writes dist/sbom.cdx.json: npm's own bill of materials of package-lock.json,
    without the packages that no bundle has.`,
};

/** npm's bill of all packages of package-lock.json: its choice by \`--omit dev\` loses what a package of development needs, too. */
const describeLockfile = (): Cyclonedx => {
  const options = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  return JSON.parse(execFileSync('npm', options, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }));
};

await runCommand(command, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'users-service-sbom-'));
  try {
    const metafiles = [];
    for (const name of functionNames()) {
      metafiles.push(await bundle(name, { folder: join(folder, name), without: 'codeCache' }));
    }
    const sbom = keepPackages(describeLockfile(), bundledPackages(metafiles));
    const file = join(root, 'dist/sbom.cdx.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
    log(`dist/sbom.cdx.json: ${sbom.components.length} packages`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

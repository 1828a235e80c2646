// `node tools/install.mjs [folder…]`: installs the project's packages, and those of folders with a lockfile of their own.
import { findNode } from './install/findNode.mjs';
import { installPackages } from './install/installPackages.mjs';

try {
  await installPackages(process.argv.slice(2));
  findNode();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

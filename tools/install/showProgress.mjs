// The progress of `npm ci`, on a terminal.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** npm makes all folders first and then unpacks into them. */
const isUnpacked = (folder, path) => existsSync(join(folder, path, 'package.json'));

const isForThisPlatform = ({ os, cpu }) =>
  (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);

/** Rewrites one line with the seconds and how many packages are there; returns the function that ends it. */
export const showProgress = (folder, { packages }) => {
  if (!process.stderr.isTTY) return () => {};
  const paths = Object.keys(packages).filter((path) => path && isForThisPlatform(packages[path]));
  const started = Date.now();
  const draw = () => {
    const unpacked = paths.filter((path) => isUnpacked(folder, path)).length;
    const seconds = Math.round((Date.now() - started) / 1000);
    process.stderr.write(`\r  ${seconds} s: ${unpacked} of ${paths.length} packages`);
  };
  const timer = setInterval(draw, 500);
  return () => {
    clearInterval(timer);
    process.stderr.write('\r\x1b[K');
  };
};

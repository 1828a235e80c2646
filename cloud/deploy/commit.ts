// The commit that is checked out.
import { spawnSync } from 'node:child_process';
import { root } from '#tools/paths.ts';

const git = (...options: string[]): string | undefined => {
  const { status, stdout } = spawnSync('git', options, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** `<sha>`, `<sha>-modified` where files differ from it, or `unknown` outside a repository. */
export const readCommit = (): string => {
  const commit = git('rev-parse', 'HEAD');
  if (!commit) return 'unknown';
  return git('status', '--porcelain') ? `${commit}-modified` : commit;
};

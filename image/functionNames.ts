// The functions of this service: the folders of functions/. Called by build.ts, the deployment and the image tests.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';

export const functionNames = (): string[] =>
  readdirSync(join(root, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

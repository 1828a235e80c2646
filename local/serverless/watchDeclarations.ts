// Tells of a function.yml that differs from the one with which the functions are served.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of `<folder>/<name>/function.yml`, by name. A file that is being replaced counts as gone. */
const readDeclarations = (folder: string): Map<string, string> =>
  new Map(
    globSync('*/function.yml', { cwd: folder }).flatMap((path) => {
      try {
        return [[path.split('/')[0] as string, readFileSync(join(folder, path), 'utf8')] as const];
      } catch {
        return [];
      }
    }),
  );

/** Returns the function that looks again, and says each difference once: routes and queues are read at the start alone. */
export const watchDeclarations = (folder: string, say: (line: string) => void): (() => void) => {
  let known = readDeclarations(folder);
  return () => {
    const found = readDeclarations(folder);
    for (const name of new Set([...known.keys(), ...found.keys()])) {
      if (known.get(name) === found.get(name)) continue;
      say(`functions/${name}/function.yml has changed: start npm start again to serve it so.`);
    }
    known = found;
  };
};

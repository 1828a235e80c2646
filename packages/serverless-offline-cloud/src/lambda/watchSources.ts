// Watches folders for saved files, whichever way they are saved.
import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Calls `onChange` at least once after a file below the folders was written, created, renamed or deleted.
 *
 * Each folder has a watcher of its own, which sees every way of saving a file in it. `fs.watch` with `recursive` watches
 * each file on Linux: it loses one that another file was renamed over, as editors, `sed -i` and git do.
 */
export const watchSources = (roots: readonly string[], onChange: () => void): { stop(): void } => {
  let watchers: FSWatcher[] = [];
  let isRenewing = false;

  const add = (folder: string): void => {
    const watcher = watch(folder, (event) => {
      onChange();
      // Folders may have come or gone.
      if (event === 'rename') renewSoon();
    });
    watchers.push(watcher);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) addIfThere(join(folder, entry.name));
    }
  };

  const addIfThere = (folder: string): void => {
    try {
      add(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  };

  /** Once for all events that are waiting. The old watchers end last, so that no moment is unwatched. */
  const renewSoon = (): void => {
    if (isRenewing) return;
    isRenewing = true;
    setImmediate(() => {
      isRenewing = false;
      const old = watchers;
      watchers = [];
      roots.forEach(addIfThere);
      for (const watcher of old) watcher.close();
      // For what was saved in a new folder before it was watched.
      onChange();
    });
  };

  roots.forEach(add);
  return {
    stop: () => {
      for (const watcher of watchers) watcher.close();
    },
  };
};

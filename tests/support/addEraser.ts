// A function with the worst effect: it erases everything whatever it is invoked with.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name of the function. */
export const eraser = 'eraseEverything';

const declaration = `
description: Erases everything every minute
image: { localPort: 8199 }
events: [{ schedule: rate(1 minute) }]
`;

/** Adds the function to a checkout. Instead of erasing, it appends the event to the file `trace`, one per line. */
export const addEraser = async (checkoutFolder: string, trace: string): Promise<void> => {
  const folder = join(checkoutFolder, 'functions', eraser);
  await mkdir(folder);
  await writeFile(join(folder, 'function.yml'), declaration);
  await writeFile(
    join(folder, 'handler.ts'),
    `import { appendFileSync } from 'node:fs';

export const handler = async (event: unknown) => {
  appendFileSync(${JSON.stringify(trace)}, \`\${JSON.stringify(event)}\\n\`);
  return 'erased';
};
`,
  );
};

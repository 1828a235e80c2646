// Asks a person for the name of the stage that is to go.
import { createInterface } from 'node:readline/promises';
import { UsageError, UserError } from '#tools/userError.ts';

export type Terminal = { input: NodeJS.ReadableStream & { isTTY?: boolean }; output: NodeJS.WritableStream };

/**
 * Shows what will be lost and waits for the stage's name. Throws UserError on another answer, and UsageError where nobody
 * can answer: a script says `--yes`.
 */
export const confirmRemoval = async (
  stage: string,
  losses: readonly string[],
  { yes, input, output }: Terminal & { yes: boolean },
): Promise<void> => {
  output.write(`Removing the stage ${stage} loses:\n${losses.map((loss) => `  - ${loss}\n`).join('')}`);
  if (yes) return;
  if (!input.isTTY)
    throw new UsageError('Nothing was removed: nobody can be asked here, and --yes was not given.');
  const terminal = createInterface({ input, output });
  const answer = await terminal.question(`Type ${stage} to remove it: `);
  terminal.close();
  if (answer.trim() !== stage) throw new UserError('Nothing was removed.');
};

// Asks a person to confirm a removal, or the undoing of a rollback.
import { createInterface } from 'node:readline/promises';
import { UsageError, UserError } from '#tools/userError.ts';

export type Terminal = { input: NodeJS.ReadableStream & { isTTY?: boolean }; output: NodeJS.WritableStream };

const ask = async ({ input, output }: Terminal, question: string): Promise<string> => {
  const terminal = createInterface({ input, output });
  const answer = await terminal.question(question);
  terminal.close();
  return answer.trim();
};

const listed = (lines: readonly string[]): string => lines.map((line) => `  - ${line}\n`).join('');

/**
 * Shows which rollbacks would be undone and waits for `forward`. Throws UserError on another answer, and UsageError where
 * nobody can answer: a script says `--forward`.
 */
export const confirmForward = async (
  undoings: readonly string[],
  { forward, ...terminal }: Terminal & { forward: boolean },
): Promise<void> => {
  terminal.output.write(`This deployment undoes a rollback:\n${listed(undoings)}`);
  if (forward) return;
  if (!terminal.input.isTTY) {
    throw new UsageError(
      'Callers stay where they are: nobody can be asked here, and --forward was not given.',
    );
  }
  const answer = await ask(terminal, 'Type forward to move callers there: ');
  if (answer !== 'forward') throw new UserError('Callers stay where they are.');
};

/**
 * Shows what will be lost and waits for the stage's name. Throws UserError on another answer, and UsageError where nobody
 * can answer: a script says `--yes`.
 */
export const confirmRemoval = async (
  stage: string,
  losses: readonly string[],
  { yes, ...terminal }: Terminal & { yes: boolean },
): Promise<void> => {
  terminal.output.write(`Removing the stage ${stage} loses:\n${listed(losses)}`);
  if (yes) return;
  if (!terminal.input.isTTY)
    throw new UsageError('Nothing was removed: nobody can be asked here, and --yes was not given.');
  if ((await ask(terminal, `Type ${stage} to remove it: `)) !== stage)
    throw new UserError('Nothing was removed.');
};

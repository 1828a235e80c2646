// Invokes the functions' images under docker-compose.local.yml, each with one event at a time.
import { kebabName } from '#tools/functions.ts';

/** Resolves with the result as JSON. Rejects when no image answers, or when the function fails. */
export type InvokeImage = (functionKey: string, event: unknown) => Promise<string>;

/** Where the runtime interface of a function's image is, within the network of compose. */
export const imageUrl = (functionKey: string): string => `http://${kebabName(functionKey)}:8080`;

/** A function that fails is answered 200 with its error; any other answer but JSON is the runtime interface's own. */
const readResult = async (response: Response): Promise<string> => {
  const payload = await response.text();
  const { errorType, errorMessage } = Object(JSON.parse(payload));
  if (response.ok && errorType === undefined) return payload;
  throw new Error(`${errorType ?? response.status}: ${errorMessage}`);
};

const post = async (url: string, event: unknown): Promise<string> =>
  readResult(
    await fetch(new URL('/2015-03-31/functions/function/invocations', url), {
      method: 'POST',
      body: JSON.stringify(event),
    }),
  );

/** The runtime interface refuses an event while it has another, so that each function's wait for one another. */
export const createInvokeImage = (urlOf = imageUrl): InvokeImage => {
  const last = new Map<string, Promise<unknown>>();
  return (functionKey, event) => {
    const before = last.get(functionKey) ?? Promise.resolve();
    const result = before.then(() => post(urlOf(functionKey), event));
    last.set(
      functionKey,
      result.catch(() => {}),
    );
    return result;
  };
};

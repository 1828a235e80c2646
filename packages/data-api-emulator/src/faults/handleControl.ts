// The emulator's control endpoint, which AWS does not have: faults and pauses.
import type { Context } from '../context.ts';
import { readRule } from './readRule.ts';

export type ControlAnswer = { status: number; body: unknown };

const state = ({ faults, instance }: Context) => ({ instance: instance.state, faults: faults.list() });

const actions: Record<string, (context: Context, text: string) => void> = {
  'GET /_faults': () => {},
  'POST /_faults': ({ faults }, text) => faults.add(readRule(JSON.parse(text))),
  'DELETE /_faults': ({ faults }) => faults.clear(),
  'POST /_pause': ({ instance }) => instance.pause(),
};

/** Whether the path belongs to this endpoint. */
export const isControlPath = (path: string | undefined): boolean => path === '/_faults' || path === '/_pause';

/** Every action answers with the state that it led to. */
export const handleControl = (
  method: string,
  path: string,
  text: string,
  context: Context,
): ControlAnswer => {
  const name = `${method} ${path}`;
  const action = Object.hasOwn(actions, name) && actions[name];
  if (!action) return { status: 405, body: { message: `${method} is not an action of ${path}.` } };
  try {
    action(context, text);
    return { status: 200, body: state(context) };
  } catch (error) {
    return { status: 400, body: { message: (error as Error).message } };
  }
};

// The span in whose course the code runs, through awaits.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActiveSpan } from './tracer.ts';

const storage = new AsyncLocalStorage<ActiveSpan>();

export const withSpan = <Result>(span: ActiveSpan, run: () => Result): Result => storage.run(span, run);

export const currentSpan = (): ActiveSpan | undefined => storage.getStore();

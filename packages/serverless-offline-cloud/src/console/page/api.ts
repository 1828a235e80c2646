// The console's API as the page uses it.
import { useEffect, useState } from 'preact/hooks';

const apiPath = '/_console/api';

export const ask = async <Result>(path: string, method = 'GET', body?: object): Promise<Result> => {
  const response = await fetch(apiPath + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  const json = text === '' ? {} : JSON.parse(text);
  if (!response.ok) throw new Error(json.message ?? `status ${response.status}`);
  return json;
};

/** Calls back with the objects that came at once, for as long as the connection lives. */
export const follow = async (
  path: string,
  onValues: (values: unknown[]) => void,
  signal: AbortSignal,
): Promise<void> => {
  const response = await fetch(apiPath + path, { signal });
  if (!response.ok) throw new Error(((await response.json()) as { message: string }).message);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    const values = lines.filter((line) => line !== '').map((line) => JSON.parse(line));
    if (values.length > 0) onValues(values);
  }
};

export type Polled<Result> = { data?: Result; error?: string; reload(): void };

/** Asks again and again while the page is looked at. */
export const usePolled = <Result>(path: string, everyMs = 1_000): Polled<Result> => {
  const [state, setState] = useState<{ path?: string; data?: Result; error?: string }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isOver = false;
    let timer = 0;
    const load = async (): Promise<void> => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') {
        const next = await ask<Result>(path).then(
          (data) => ({ path, data }),
          (error: Error) => ({ path, error: error.message }),
        );
        if (!isOver) setState(next);
      }
      if (!isOver) timer = setTimeout(load, everyMs) as unknown as number;
    };
    void load();
    document.addEventListener('visibilitychange', load);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', load);
    };
  }, [path, everyMs, turn]);
  const { path: of, ...found } = state;
  return { ...(of === path ? found : {}), reload: () => setTurn((before) => before + 1) };
};

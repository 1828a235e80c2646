// The database: its state, a pause, and every fault as a button.
import { useState } from 'preact/hooks';
import { ask, usePolled } from './api.ts';
import type { Database } from './app.tsx';

/** Those of data-api-emulator, with what a caller sees. */
const faults: readonly (readonly [string, string])[] = [
  ['throttling', 'ThrottlingException: the call is not run'],
  ['database-unavailable', 'DatabaseUnavailableException'],
  ['service-unavailable', 'ServiceUnavailableError, status 503'],
  ['internal-error', 'InternalServerErrorException, status 500'],
  ['statement-timeout', 'StatementTimeoutException after 45 s of AWS, at once here'],
  ['too-many-connections', 'MySQL error 1040'],
  ['slow', 'the answer is held back'],
  ['hang', 'no answer ever'],
  ['reset-before', 'the connection is lost, the call was not run'],
  ['reset-after', 'the connection is lost, the call was run'],
];

const operations = [
  '',
  'ExecuteStatement',
  'BatchExecuteStatement',
  'BeginTransaction',
  'CommitTransaction',
  'RollbackTransaction',
];

const explanations: Readonly<Record<string, string>> = {
  available: 'Calls are answered.',
  paused: 'Scaled to zero: the next call starts the resume, and fails with DatabaseResumingException.',
  resuming: 'Calls fail with DatabaseResumingException until it is over.',
};

type Options = { times: string; probability: string; operation: string; delayMs: string };

const toRule = (fault: string, { times, probability, operation, delayMs }: Options): object => ({
  fault,
  ...(probability === '' ? { times: Number(times) } : { probability: Number(probability) / 100 }),
  ...(operation !== '' && { operation }),
  ...(fault === 'slow' && { delayMs: Number(delayMs) }),
});

type Field = keyof Options;

export const DatabaseView = () => {
  const { data, error, reload } = usePolled<Database>('/faults', 500);
  const [options, setOptions] = useState<Options>({
    times: '1',
    probability: '',
    operation: '',
    delayMs: '1000',
  });
  const [refusal, setRefusal] = useState<string>();
  const act = (path: string, method: string, body?: object) =>
    ask(path, method, body).then(
      () => {
        setRefusal(undefined);
        reload();
      },
      (failure: Error) => setRefusal(failure.message),
    );
  const field = (name: Field) => ({
    value: options[name],
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) =>
      setOptions({ ...options, [name]: currentTarget.value }),
  });
  if (!data) return <div class="page">{error && <p class="notice error">{error}</p>}</div>;
  return (
    <div class="page">
      <div class={`card instance ${data.instance}`}>
        <h1>
          <i /> {data.instance}
        </h1>
        <p>{explanations[data.instance]}</p>
        <div class="actions">
          <button
            type="button"
            class="main"
            disabled={data.instance !== 'available'}
            onClick={() => act('/pause', 'POST')}
          >
            Pause
          </button>
          <a class="button" href="/docs/">
            Send a request
          </a>
        </div>
      </div>
      <div class="card">
        <h2>Faults in force</h2>
        {data.faults.length === 0 && <p class="empty">None.</p>}
        {data.faults.map((rule) => (
          <p class="active">
            <b>{rule.fault}</b>
            {Object.entries(rule)
              .filter(([name]) => name !== 'fault')
              .map(([name, value]) => (
                <span>
                  {name} {String(value)}
                </span>
              ))}
          </p>
        ))}
        {data.faults.length > 0 && (
          <div class="actions">
            <button type="button" class="main" onClick={() => act('/faults', 'DELETE')}>
              End all faults
            </button>
          </div>
        )}
      </div>
      <div class="card">
        <h2>Break it</h2>
        <div class="options">
          <label>
            calls <input type="number" min="1" {...field('times')} disabled={options.probability !== ''} />
          </label>
          <label>
            or share of calls in %{' '}
            <input type="number" min="0" max="100" placeholder="–" {...field('probability')} />
          </label>
          <label>
            operation{' '}
            <select {...field('operation')}>
              {operations.map((name) => (
                <option value={name}>{name === '' ? 'every' : name}</option>
              ))}
            </select>
          </label>
          <label>
            slow by ms <input type="number" min="0" {...field('delayMs')} />
          </label>
        </div>
        <div class="faults">
          {faults.map(([name, meaning]) => (
            <button type="button" onClick={() => act('/faults', 'POST', toRule(name, options))}>
              <b>{name}</b>
              <small>{meaning}</small>
            </button>
          ))}
        </div>
        {refusal && <p class="notice error">{refusal}</p>}
      </div>
    </div>
  );
};

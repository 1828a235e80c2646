// The frame of the page: views, the state of the database, errors, theme, keys.
import { useState } from 'preact/hooks';
import { ask, usePolled } from './api.ts';
import { DatabaseView } from './databaseView.tsx';
import { EventsView } from './eventsView.tsx';
import { keyHelp, useKeys, viewKeys } from './keyboard.ts';
import { hrefOf, navigate, type PageLocation, useLocation, type View } from './location.ts';
import { LogsView } from './logsView.tsx';
import { QueuesView } from './queuesView.tsx';
import { StackView } from './stackView.tsx';
import { themes, useTheme } from './theme.ts';
import { TracesView } from './tracesView.tsx';

type Fault = { fault: string; times?: number; applied: number };
export type Database = { instance: string; faults: Fault[] };

const titles: Readonly<Record<View, string>> = {
  traces: 'Traces',
  logs: 'Logs',
  queues: 'Queues',
  events: 'Events',
  database: 'Database',
  stack: 'Stack',
};

const errorsHref = hrefOf('traces', undefined, new URLSearchParams({ filter: 'is:error' }));

const ErrorBadge = () => {
  const { data } = usePolled<{ matched: number }>('/traces?filter=is:error&limit=1', 1_500);
  const count = data?.matched ?? 0;
  if (count === 0) return null;
  return (
    <a class="badge error" href={errorsHref} title="Traces that failed (!)">
      {count} {count === 1 ? 'error' : 'errors'}
    </a>
  );
};

/** What is active is always visible, and ends here. */
const DatabaseBadge = () => {
  const { data, reload } = usePolled<Database>('/faults', 1_000);
  if (!data) return null;
  const { instance, faults } = data;
  const clear = () => ask('/faults', 'DELETE').then(reload);
  return (
    <>
      <a class={`badge state ${instance}`} href={hrefOf('database')}>
        <i /> database {instance}
      </a>
      {faults.length > 0 && (
        <button type="button" class="badge fault" onClick={clear} title="End all faults">
          {faults
            .map(({ fault, times, applied }) => `${fault}${times ? ` ×${times - applied}` : ''}`)
            .join(', ')}{' '}
          ✕
        </button>
      )}
    </>
  );
};

const ThemeButton = () => {
  const [theme, setTheme] = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] as (typeof themes)[number];
  const sign = { system: '◐', light: '☀', dark: '☾' }[theme];
  return (
    <button
      type="button"
      class="quiet"
      title={`Theme: ${theme}`}
      aria-label={`Theme: ${theme}`}
      onClick={() => setTheme(next)}
    >
      {sign}
    </button>
  );
};

const Help = ({ onClose }: { onClose(): void }) => (
  <div class="overlay">
    <div class="card help" role="dialog" aria-label="Keys">
      <header>
        <h2>Keys</h2>
        <button type="button" class="quiet" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </header>
      <dl>
        {[...Object.entries(viewKeys), ...keyHelp].map(([key, meaning]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
      <p>
        All of this is an API, too: <a href="/_console/api/openapi.json">/_console/api/openapi.json</a>
      </p>
    </div>
  </div>
);

const Content = (props: PageLocation) => {
  switch (props.view) {
    case 'traces':
      return <TracesView {...props} />;
    case 'logs':
      return <LogsView {...props} />;
    case 'queues':
      return <QueuesView {...props} />;
    case 'events':
      return <EventsView {...props} />;
    case 'database':
      return <DatabaseView />;
    case 'stack':
      return <StackView />;
  }
};

export const App = () => {
  const place = useLocation();
  const [isHelp, setIsHelp] = useState(false);
  useKeys((key) => {
    const view = Object.hasOwn(viewKeys, key) ? viewKeys[key] : undefined;
    if (view) navigate(hrefOf(view));
    if (key === '!') navigate(errorsHref);
    if (key === '?') setIsHelp(!isHelp);
    if (key === 'Escape') setIsHelp(false);
  });
  return (
    <>
      <header class="bar">
        <nav aria-label="Views">
          {Object.entries(viewKeys).map(([key, view]) => (
            <a
              href={hrefOf(view)}
              aria-current={place.view === view ? 'page' : undefined}
              title={`Key: ${key}`}
            >
              {titles[view]}
            </a>
          ))}
        </nav>
        <div class="badges">
          <ErrorBadge />
          <DatabaseBadge />
          <a class="quiet docs" href="/docs/">
            API docs
          </a>
          <ThemeButton />
          <button
            type="button"
            class="quiet"
            title="Keys (?)"
            aria-label="Keys"
            onClick={() => setIsHelp(true)}
          >
            ?
          </button>
        </div>
      </header>
      <main class={place.view}>
        <Content {...place} />
      </main>
      {isHelp && <Help onClose={() => setIsHelp(false)} />}
    </>
  );
};

// Events that were put on buses, and a form for one more.
import { useState } from 'preact/hooks';
import type { StackView as Stack } from '../api/functionOperations.ts';
import { ask, usePolled } from './api.ts';
import { formatTime, prettify } from './format.ts';
import { hrefOf, navigate, type PageLocation } from './location.ts';

type PutEvent = {
  traceId: string;
  time: string;
  id: string;
  bus: string;
  detailType: string;
  rules: string[];
  nearRules: string[];
};

/** The first value that a rule takes. */
const firstOf = (pattern: Record<string, unknown>, name: string): string => {
  const [value] = [pattern[name]].flat();
  return typeof value === 'string' ? value : '';
};

/** An event that the rule takes, as far as its pattern says. */
const exampleOf = ({ bus, pattern }: Stack['rules'][number]): string => {
  const known = pattern as Record<string, unknown>;
  return JSON.stringify(
    {
      bus,
      source: firstOf(known, 'source') || 'console',
      detailType: firstOf(known, 'detail-type'),
      detail: {},
    },
    null,
    2,
  );
};

const EventForm = ({ rules }: { rules: Stack['rules'] }) => {
  const [text, setText] = useState<string>();
  const [error, setError] = useState<string>();
  const shown = text ?? (rules[0] ? exampleOf(rules[0]) : '');
  const put = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const { eventId } = await ask<{ eventId: string }>('/events', 'POST', JSON.parse(shown));
      navigate(hrefOf('traces', eventId));
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  return (
    <form class="card" onSubmit={put}>
      <b>Put an event</b>
      <textarea
        aria-label="Event"
        rows={9}
        value={shown}
        spellcheck={false}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div class="actions">
        <button type="submit" class="main">
          Put
        </button>
        {rules.map((rule) => (
          <button type="button" onClick={() => setText(exampleOf(rule))}>
            as {rule.name} takes it
          </button>
        ))}
      </div>
      {error && <p class="notice error">{error}</p>}
    </form>
  );
};

const EventRow = ({ event }: { event: PutEvent }) => (
  <article class={event.rules.length === 0 ? 'card failure' : 'card'}>
    <p class="facts">
      <span class="time">{formatTime(Date.parse(event.time))}</span>
      <a href={hrefOf('traces', event.traceId)}>
        <b>{event.detailType}</b>
      </a>
      <span>{event.bus}</span>
      <span>{event.rules.length === 0 ? 'no rule took it' : `→ ${event.rules.join(', ')}`}</span>
    </p>
    {event.nearRules.map((rule) => (
      <pre class="reason">{rule}</pre>
    ))}
  </article>
);

export const EventsView = ({ query }: PageLocation) => {
  const isUnmatched = query.get('unmatched') === 'true';
  const { data, error } = usePolled<{ events: PutEvent[] }>(`/events${isUnmatched ? '?unmatched=true' : ''}`);
  const { data: stack } = usePolled<Stack>('/stack', 60_000);
  const toggled = hrefOf('events', undefined, new URLSearchParams(isUnmatched ? {} : { unmatched: 'true' }));
  return (
    <div class="page">
      {stack && <EventForm rules={stack.rules} />}
      <div class="presets">
        <button type="button" aria-pressed={isUnmatched} onClick={() => navigate(toggled, { replace: true })}>
          no rule took it
        </button>
      </div>
      {error && <p class="notice error">{error}</p>}
      {data?.events.length === 0 && <p class="empty">No events yet.</p>}
      {data?.events.slice(0, 200).map((event) => (
        <EventRow key={event.id} event={event} />
      ))}
      {stack?.rules.map(({ name, pattern, queues }) => (
        <details class="card">
          <summary>
            {name} → {queues.join(', ')}
          </summary>
          <pre>{prettify(JSON.stringify(pattern))}</pre>
        </details>
      ))}
    </div>
  );
};

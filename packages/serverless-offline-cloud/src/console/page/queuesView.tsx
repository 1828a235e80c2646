// Queues and their messages; dead letters with the reason, to mend and move back.
import { useState } from 'preact/hooks';
import type { QueueDetail, QueueEntry } from '../ports/consoleQueues.ts';
import { ask, usePolled } from './api.ts';
import { formatAge, prettify } from './format.ts';
import { useKeys } from './keyboard.ts';
import { hrefOf, navigate, type PageLocation } from './location.ts';
import { LineText } from './logLines.tsx';

type Message = QueueDetail['messages'][number] & { traceId?: string; reason?: string };
type Detail = QueueEntry & { messages: Message[] };

const QueueRow = ({ queue, isChosen }: { queue: QueueEntry; isChosen: boolean }) => {
  const { name, visible, inFlight, delayed, oldestMs, functionName, deadLettersOf } = queue;
  const isBad = deadLettersOf !== undefined && visible > 0;
  return (
    <a
      class={isBad ? 'queue error' : 'queue'}
      href={hrefOf('queues', name)}
      aria-current={isChosen ? 'true' : undefined}
    >
      <b>{name}</b>
      <small>
        {functionName
          ? `→ ${functionName}`
          : deadLettersOf
            ? `dead letters of ${deadLettersOf}`
            : 'undelivered'}
      </small>
      <span class="depths">
        <span>
          <b>{visible}</b> waiting
        </span>
        <span>
          <b>{inFlight}</b> in flight
        </span>
        <span>
          <b>{delayed}</b> delayed
        </span>
        {oldestMs !== undefined && <span>oldest {formatAge(oldestMs)}</span>}
      </span>
    </a>
  );
};

const MessageCard = ({ queue, message, onDone }: { queue: Detail; message: Message; onDone(): void }) => {
  const original = prettify(message.body);
  const [body, setBody] = useState(original);
  const [error, setError] = useState<string>();
  const path = `/queues/${encodeURIComponent(queue.name)}/messages/${encodeURIComponent(message.id)}`;
  const isDead = queue.deadLettersOf !== undefined;
  const attempt = (action: Promise<unknown>) =>
    action.then(onDone, (failure: Error) => setError(failure.message));
  /** And lands on the trace of the new message. */
  const move = async (): Promise<void> => {
    const changed = body === original ? {} : { body };
    const moved = await ask<{ messageId: string }>(`${path}/move`, 'POST', changed);
    navigate(hrefOf('traces', moved.messageId));
  };
  return (
    <article class={isDead ? 'card message failure' : 'card message'}>
      <p class="facts">
        <span>sent {formatAge(Date.now() - message.sentMs)} ago</span>
        <span>received {message.receiveCount} times</span>
        <span>{message.state}</span>
        {message.traceId && <a href={hrefOf('traces', message.traceId)}>trace</a>}
      </p>
      {message.reason && (
        <pre class="reason">
          <LineText text={message.reason} />
        </pre>
      )}
      <textarea
        aria-label="Body"
        rows={Math.min(16, body.split('\n').length)}
        readOnly={!isDead}
        value={body}
        spellcheck={false}
        onInput={({ currentTarget }) => setBody(currentTarget.value)}
      />
      {isDead && (
        <div class="actions">
          <button type="button" class="main" onClick={() => attempt(move())}>
            {body === original ? 'Move back' : 'Mend and move back'}
          </button>
          <button type="button" onClick={() => attempt(ask(path, 'DELETE'))}>
            Delete
          </button>
        </div>
      )}
      {error && <p class="notice error">{error}</p>}
    </article>
  );
};

const SendForm = ({ queue }: { queue: Detail }) => {
  const [body, setBody] = useState('');
  const [error, setError] = useState<string>();
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const path = `/queues/${encodeURIComponent(queue.name)}/messages`;
    await ask<{ messageId: string }>(path, 'POST', { body }).then(
      ({ messageId }) => navigate(hrefOf('traces', messageId)),
      (failure: Error) => setError(failure.message),
    );
  };
  return (
    <form class="card" onSubmit={send}>
      <b>Send a message</b>
      <textarea
        aria-label="Body of a new message"
        rows={5}
        value={body}
        onInput={({ currentTarget }) => setBody(currentTarget.value)}
      />
      <button type="submit" disabled={body === ''}>
        Send
      </button>
      {error && <p class="notice error">{error}</p>}
    </form>
  );
};

const QueueView = ({ name }: { name: string }) => {
  const { data: queue, error, reload } = usePolled<Detail>(`/queues/${encodeURIComponent(name)}`);
  if (!queue) return <section class="detail hint">{error && <p>{error}</p>}</section>;
  return (
    <section class="detail" aria-label="Queue">
      <header>
        <a class="back" href={hrefOf('queues')} aria-label="Back to the list">
          ←
        </a>
        <h1>{queue.name}</h1>
      </header>
      {queue.messages.length === 0 && <p class="empty">No messages.</p>}
      {queue.messages.map((message) => (
        <MessageCard key={message.id} queue={queue} message={message} onDone={reload} />
      ))}
      {queue.functionName && <SendForm queue={queue} />}
    </section>
  );
};

export const QueuesView = ({ id }: PageLocation) => {
  const { data, error } = usePolled<{ queues: QueueEntry[] }>('/queues');
  const queues = data?.queues ?? [];
  useKeys((key) => {
    const at = queues.findIndex(({ name }) => name === id);
    const next = { j: at + 1, k: at - 1, Enter: at < 0 ? 0 : at }[key];
    const found = next === undefined ? undefined : queues[next];
    if (found) navigate(hrefOf('queues', found.name), { replace: at >= 0 });
    if (key === 'Escape') navigate(hrefOf('queues'));
  });
  return (
    <div class={id === undefined ? 'panes' : 'panes chosen'}>
      <section class="list" aria-label="Queues">
        {error && <p class="notice error">{error}</p>}
        {queues.map((queue) => (
          <QueueRow queue={queue} isChosen={queue.name === id} />
        ))}
      </section>
      {id === undefined ? (
        <section class="detail hint">
          <p>Choose a queue.</p>
        </section>
      ) : (
        <QueueView key={id} name={id} />
      )}
    </div>
  );
};

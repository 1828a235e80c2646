// What can be done with a trace: send again, edit and send, copy, export.
import { useState } from 'preact/hooks';
import type { Span } from '../trace/span.ts';
import type { TraceSummary } from '../trace/summarizeTrace.ts';
import { useKeys } from './keyboard.ts';
import { hrefOf, navigate } from './location.ts';
import { type Sendable, send, toCurl, toSendable } from './sendAgain.ts';

const toHeaderText = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

const readHeaderText = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('\n')
      .map((line) => line.split(/:(.*)/s).map((part) => part.trim()))
      .filter(([name = '']) => name !== '')
      .map(([name, value = '']) => [name, value]),
  );

type EditorProps = { sendable: Sendable; onChange(sendable: Sendable): void };

const RequestFields = ({
  sendable,
  onChange,
}: {
  sendable: Sendable & { kind: 'request' };
  onChange(sendable: Sendable): void;
}) => (
  <>
    <div class="line">
      <input
        aria-label="Method"
        class="method"
        value={sendable.method}
        onInput={({ currentTarget }) => onChange({ ...sendable, method: currentTarget.value.toUpperCase() })}
      />
      <input
        aria-label="Path and query"
        value={sendable.url}
        onInput={({ currentTarget }) => onChange({ ...sendable, url: currentTarget.value })}
      />
    </div>
    <textarea
      aria-label="Headers"
      rows={3}
      value={toHeaderText(sendable.headers)}
      onChange={({ currentTarget }) =>
        onChange({ ...sendable, headers: readHeaderText(currentTarget.value) })
      }
    />
  </>
);

const Editor = ({ sendable, onChange }: EditorProps) => (
  <div class="editor">
    {sendable.kind === 'request' && <RequestFields sendable={sendable} onChange={onChange} />}
    <textarea
      aria-label="Body"
      rows={sendable.kind === 'request' ? 4 : 14}
      value={sendable.body}
      onInput={({ currentTarget }) => onChange({ ...sendable, body: currentTarget.value })}
    />
  </div>
);

const CopyButton = ({ label, text }: { label: string; text: string }) => {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 1_500);
  };
  return (
    <button type="button" onClick={copy}>
      {isCopied ? 'Copied' : label}
    </button>
  );
};

type SendPanelProps = { summary: TraceSummary; spans: readonly Span[]; query: URLSearchParams };

export const SendPanel = ({ summary, spans, query }: SendPanelProps) => {
  const original = toSendable(summary, spans);
  const [edited, setEdited] = useState<Sendable>();
  const [error, setError] = useState<string>();
  /** And lands on the new trace. */
  const sendNow = async (sendable: Sendable | undefined): Promise<void> => {
    if (!sendable) return;
    try {
      const id = await send(sendable);
      navigate(hrefOf('traces', id, query));
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  useKeys((key) => {
    if (key === 'r') void sendNow(original);
  });
  return (
    <div class="actions">
      {original && (
        <>
          <button type="button" class="main" onClick={() => sendNow(edited ?? original)}>
            {edited ? 'Send' : 'Send again'}
          </button>
          <button
            type="button"
            aria-pressed={edited !== undefined}
            onClick={() => setEdited(edited ? undefined : original)}
          >
            Edit and send
          </button>
          {original.kind === 'request' ? (
            <CopyButton label="Copy as curl" text={toCurl(original)} />
          ) : (
            <CopyButton label="Copy event" text={original.body} />
          )}
        </>
      )}
      <a
        class="button"
        href={`/_console/api/v1/traces?request=${summary.traceId}`}
        download={`${summary.traceId}.otlp.json`}
      >
        OTLP
      </a>
      {error && <p class="notice error">{error}</p>}
      {edited && <Editor sendable={edited} onChange={setEdited} />}
    </div>
  );
};

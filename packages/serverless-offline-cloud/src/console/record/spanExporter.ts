// Sends spans to a receiver of OTLP over HTTP, some at a time.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp

import type { Span } from '../trace/span.ts';
import { toOtlp } from '../trace/toOtlp.ts';

/** Together with the call, spans are on the page well within 100 ms. */
const delayMs = 25;

/** More than these wait for no receiver: the oldest are dropped. */
const maxWaiting = 5_000;

export type ExporterOptions = {
  /** As OTEL_EXPORTER_OTLP_ENDPOINT: `/v1/traces` is added. */
  endpoint: string;
  send?: typeof fetch;
};

/** Nothing waits for it, and a receiver that fails loses what it was sent: traces are a help, not a record. */
export class SpanExporter {
  readonly #url: string;
  readonly #send: typeof fetch;
  #waiting: Span[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor({ endpoint, send = fetch }: ExporterOptions) {
    this.#url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
    this.#send = send;
  }

  /** Arrow, since it is passed on. */
  readonly export = (span: Span): void => {
    this.#waiting.push(span);
    if (this.#waiting.length > maxWaiting) this.#waiting.shift();
    this.#timer ??= setTimeout(() => void this.flush(), delayMs).unref();
  };

  /** Resolves when what waits was sent, or could not be. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const spans = this.#waiting;
    this.#waiting = [];
    if (spans.length === 0) return;
    const body = JSON.stringify(toOtlp(spans));
    const headers = { 'content-type': 'application/json' };
    await this.#send(this.#url, { method: 'POST', headers, body }).then(
      (response) => response.arrayBuffer(),
      () => {},
    );
  }
}

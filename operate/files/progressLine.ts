// A text that changes on a terminal, and elsewhere a plain line now and then.
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

export type ProgressLine = {
  show(text: string): void;
  /** Shows the text and leaves it. */
  end(text: string): void;
};

const plainEveryMs = 10_000;
/** Faster, nobody reads it, and a terminal over a slow line would be waited for. */
const redrawEveryMs = 100;
/** Of a terminal that does not tell. */
const defaultColumns = 80;

/** Leaves no row of what it has shown, also when the terminal has become narrower since. Disposing of it clears it. */
export class TerminalLine implements ProgressLine, Disposable {
  readonly #output: Output | undefined;
  readonly #now: () => number;
  #rows: string[] = [];
  #nextMs = Number.NEGATIVE_INFINITY;

  /** Without an output nothing is shown. `now` returns milliseconds. */
  constructor(output: Output | undefined, now: () => number) {
    this.#output = output;
    this.#now = now;
  }

  /** Leaves out a text that follows another too soon. */
  show(text: string): void {
    if (this.#now() < this.#nextMs) return;
    const { isTTY } = this.#output ?? {};
    this.#nextMs = this.#now() + (isTTY ? redrawEveryMs : plainEveryMs);
    if (isTTY) this.#redraw(text);
    else this.#output?.write(`${text}\n`);
  }

  end(text: string): void {
    this.#output?.write(`${this.#erase()}${text}\n`);
    this.#rows = [];
    this.#nextMs = Number.NEGATIVE_INFINITY;
  }

  [Symbol.dispose](): void {
    if (this.#rows.length > 0) this.#output?.write(this.#erase());
    this.#rows = [];
  }

  get #columns(): number {
    return this.#output?.columns || defaultColumns;
  }

  #redraw(text: string): void {
    // A full row would leave the cursor where terminals differ.
    const rows = wrapAnsi(text, this.#columns - 1, { hard: true }).split('\n');
    this.#output?.write(this.#erase() + rows.join('\n'));
    this.#rows = rows;
  }

  /** A terminal that becomes narrower breaks its rows anew. */
  #erase(): string {
    if (this.#rows.length === 0) return '';
    const rowsOf = (row: string) => Math.max(1, Math.ceil(stringWidth(row) / this.#columns));
    const up = this.#rows.reduce((sum, row) => sum + rowsOf(row), -1);
    return `${up > 0 ? `\u001b[${up}A` : ''}\r\u001b[J`;
  }
}

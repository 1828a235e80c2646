// A running part of the local cloud, and how several of them stop together.

export type Part = {
  /** Ends the part and everything it started. Never rejects. */
  stop(): Promise<void>;
};

/** Collects parts as they start; stops them in reverse order, each once. */
export class Parts implements Part {
  readonly #parts: Part[] = [];
  #stopped = false;

  /** Throws an error when the collection was stopped meanwhile; the late part is stopped too. */
  async add<T extends Part>(part: T): Promise<T> {
    if (this.#stopped) {
      await part.stop();
      throw new Error('Interrupted.');
    }
    this.#parts.push(part);
    return part;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) await part.stop();
  }
}

// A socket to a server in memory, which answers each JSON request with the same bytes.
import { Agent } from 'node:http';
import { Duplex } from 'node:stream';

class MemorySocket extends Duplex {
  readonly #head: Buffer;
  readonly #body: Buffer;

  constructor(body: Buffer) {
    super();
    this.#body = body;
    const head = `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    this.#head = Buffer.from(`HTTP/1.1 200 OK\r\n${head}`);
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // A request ends with its JSON, and comes in one or two writes.
    if (chunk.at(-1) === '}'.charCodeAt(0)) setImmediate(() => this.#answer());
    done();
  }

  #answer(): void {
    this.push(this.#head);
    // A copy, because every answer of a network arrives in bytes of its own.
    this.push(Buffer.from(this.#body));
  }

  // What node:http asks of a socket of TCP.
  setKeepAlive = () => this;
  setNoDelay = () => this;
  setTimeout = () => this;
  ref = () => this;
  unref = () => this;
}

/** From now on every connection of every Agent of node:http ends in this process: the server answers with `body`. */
export const answerFromMemory = (body: string): void => {
  Agent.prototype.createConnection = () => new MemorySocket(Buffer.from(body));
};

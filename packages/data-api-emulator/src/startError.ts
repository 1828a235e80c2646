// An emulator or MySQL server that cannot start; its message is one sentence for people.

export class StartError extends Error {
  override readonly name = 'StartError';
}

// What a run leaves in the bucket beside the files under its own name.

export class Traces {
  readonly #keys = new Set<string>();

  get keys(): string[] {
    return [...this.#keys];
  }

  add(...keys: string[]): void {
    for (const key of keys) this.#keys.add(key);
  }
}

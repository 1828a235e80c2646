// A random sequence that a seed and a name repeat.
import { seededRandom } from '../../packages/data-api-emulator/src/faults/seededRandom.ts';

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const hash = (text: string): number =>
  [...text].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5) >>> 0;

export class Random {
  readonly next: () => number;

  /** Each name has a sequence of its own, so that what draws from one does not move the others. */
  constructor(seed: number, name: string) {
    this.next = seededRandom(hash(`${seed} ${name}`));
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.between(0, items.length - 1)] as Item;
  }

  uuid(): string {
    const digits = Array.from({ length: 8 }, () => this.between(0, 0xffff).toString(16).padStart(4, '0'));
    const [a, b, c, d, e, f, g, h] = digits;
    return `${a}${b}-${c}-${d}-${e}-${f}${g}${h}`;
  }
}

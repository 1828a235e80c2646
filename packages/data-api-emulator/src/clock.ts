// Time as the emulator sees it, and the system's own.

export type EmulatorClock = {
  nowMs(): number;
  /** Calls back once after the delay; the returned function calls it off. */
  after(delayMs: number, callback: () => void): () => void;
};

export const systemClock: EmulatorClock = {
  nowMs: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

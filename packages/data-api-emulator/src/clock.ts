// Time as the emulator sees it: startEmulator uses the system's, tests hand in one they can turn by hand.

export type Clock = {
  nowMs(): number;
  /** Calls back once after the delay; the returned function calls it off. */
  after(delayMs: number, callback: () => void): () => void;
};

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

// Numbers, times and texts as the page shows them.

export const formatMs = (ms: number): string => {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${Math.round(ms).toLocaleString('en')} ms` : `${(ms / 1_000).toFixed(1)} s`;
};

export const formatTime = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB');

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

export const formatAge = (ageMs: number): string => {
  const [unit, unitMs] = units.find(([, ms]) => ageMs >= ms) ?? ['s', 1_000];
  return `${Math.floor(Math.max(0, ageMs) / unitMs)} ${unit}`;
};

export const formatBytes = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** JSON is indented; other text stays. */
export const prettify = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

export const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

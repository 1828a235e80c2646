// Measurements as JSON.

/** Maps become objects. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member) => (member instanceof Map ? Object.fromEntries(member) : member), 1);

// Reads the parameters of a query string.

/** By name; the values of a repeated name are an array. */
export type Query = Record<string, string | string[]>;

/** The event's queryStringParameters would join the values of a repeated name with commas. */
export const parseQuery = (rawQueryString: string): Query => {
  const parameters = new URLSearchParams(rawQueryString);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : (values[0] as string)];
    }),
  );
};

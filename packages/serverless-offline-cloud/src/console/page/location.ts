// The page's state as a URL: a view, an id in it, and a query.
import { useEffect, useState } from 'preact/hooks';

const basePath = '/_console';

export type View = 'traces' | 'logs' | 'queues' | 'events' | 'database' | 'stack';

export type PageLocation = { view: View; id: string | undefined; query: URLSearchParams };

export const views: readonly View[] = ['traces', 'logs', 'queues', 'events', 'database', 'stack'];

const changed = new EventTarget();

export const readLocation = (): PageLocation => {
  const [view, ...rest] = location.pathname.slice(basePath.length + 1).split('/');
  return {
    view: views.find((known) => known === view) ?? 'traces',
    id: rest.length > 0 && rest[0] !== '' ? decodeURIComponent(rest.join('/')) : undefined,
    query: new URLSearchParams(location.search),
  };
};

export const hrefOf = (view: View, id?: string, query: URLSearchParams = new URLSearchParams()): string => {
  const path = id === undefined ? `${basePath}/${view}` : `${basePath}/${view}/${encodeURIComponent(id)}`;
  return query.size === 0 ? path : `${path}?${query}`;
};

export const navigate = (href: string, { replace = false } = {}): void => {
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  changed.dispatchEvent(new Event('change'));
};

export const useLocation = (): PageLocation => {
  const [found, setFound] = useState(readLocation);
  useEffect(() => {
    const update = () => setFound(readLocation());
    changed.addEventListener('change', update);
    addEventListener('popstate', update);
    return () => {
      changed.removeEventListener('change', update);
      removeEventListener('popstate', update);
    };
  }, []);
  return found;
};

/** Links within the page do not load it again. */
export const followLinks = (): void => {
  addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || !isPlain || link.target !== '' || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || !link.pathname.startsWith(`${basePath}/`)) return;
    if (link.pathname.startsWith(`${basePath}/api`)) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
};

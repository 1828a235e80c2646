// Keys of the page: a letter per view, and moving in lists.
import { useEffect } from 'preact/hooks';
import type { View } from './location.ts';

export const viewKeys: Readonly<Record<string, View>> = {
  t: 'traces',
  l: 'logs',
  q: 'queues',
  e: 'events',
  d: 'database',
  s: 'stack',
};

/** What `?` shows beside the views. */
export const keyHelp: readonly (readonly [string, string])[] = [
  ['!', 'traces that failed'],
  ['/', 'filter'],
  ['j  k', 'next, previous'],
  ['Enter', 'open'],
  ['r', 'send again'],
  ['Esc', 'back'],
  ['?', 'these keys'],
];

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Calls back with keys that are typed neither into a field nor with a modifier; Esc leaves a field. */
export const useKeys = (onKey: (key: string, event: KeyboardEvent) => void): void => {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event)) {
        if (event.key === 'Escape') (event.target as HTMLElement).blur();
        return;
      }
      onKey(event.key, event);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
};

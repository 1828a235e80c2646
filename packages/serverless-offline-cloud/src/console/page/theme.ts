// Light, dark, or what the system has; kept by the browser.
import { useState } from 'preact/hooks';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'serverless-offline-cloud:theme';

const readTheme = (): Theme => themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system';

export const applyTheme = (theme: Theme = readTheme()): void => {
  document.documentElement.dataset.theme = theme;
};

export const useTheme = (): [Theme, (theme: Theme) => void] => {
  const [theme, setTheme] = useState(readTheme);
  return [
    theme,
    (next) => {
      localStorage.setItem(key, next);
      applyTheme(next);
      setTheme(next);
    },
  ];
};

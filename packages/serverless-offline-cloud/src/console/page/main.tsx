// The console's page.
import { render } from 'preact';
import { App } from './app.tsx';
import { followLinks } from './location.ts';
import { applyTheme } from './theme.ts';

applyTheme();
followLinks();
render(<App />, document.getElementById('page') as HTMLElement);

import '@fontsource-variable/commissioner/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { resume } from './rest/session';
import { startI18n } from './i18n';
import { App } from './shell/App';
import { beginToLoad } from './shell/routes';
import './shell/theme';

function show() {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

beginToLoad(location.pathname);
// Both at once: neither waits for the other, and the page shows when both are known. This module does not wait itself:
// the pages are made of it, too, and would not begin before it had ended.
void Promise.all([startI18n(), resume()]).then(show);

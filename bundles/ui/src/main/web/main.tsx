import '@fontsource-variable/commissioner/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { resume } from './rest/session';
import { startI18n } from './i18n';
import { App } from './shell/App';
import './shell/theme';

// Both at once: neither waits for the other, and the page shows when both are known.
await Promise.all([startI18n(), resume()]);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

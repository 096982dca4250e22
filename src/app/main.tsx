import './no-eval.ts';
import { createRoot } from 'react-dom/client';
import { Look } from '../ui/look.tsx';
import { startPreferences } from '../ui/preferences.ts';
import { startAppUpdate } from './app-update.ts';
import { App } from './app.tsx';
import { startInstallPrompt } from './install-prompt.ts';
import { signInPorts } from './open-device.ts';

startPreferences();
startInstallPrompt();
if (import.meta.env.PROD) void startAppUpdate();

function show(): void {
  const root = document.querySelector('#root');
  if (!root) return;
  createRoot(root).render(
    <Look>
      <App ports={signInPorts} />
    </Look>,
  );
}

// The youngest of what is brought there: a browser that has it has the rest as well and loads nothing more.
if ('groupBy' in Map) show();
else void import('./older-browsers.ts').then(show);

import './older-browsers.ts';
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

const root = document.querySelector('#root');
if (root) {
  createRoot(root).render(
    <Look>
      <App ports={signInPorts} />
    </Look>,
  );
}

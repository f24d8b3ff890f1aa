// A window with a heading and nothing more: what Electron itself costs on this machine.
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow } from 'electron';

const page = fileURLToPath(new URL('index.html', import.meta.url));

// Electron is not ready before this module has ended: nothing may be awaited here.
void app.whenReady().then(() => new BrowserWindow({ width: 1240, height: 800 }).loadFile(page));

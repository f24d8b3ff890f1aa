// `npm run dev`: the app, built again and reloaded when its sources change. The page comes over app:// and under the same
// policy as ever: there is no development server. A change of the page reloads it, any other restarts the app.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { asApp } from './child.mjs';
import { electronArguments, hasDisplay, onDesktop, say } from './desktop.mjs';
import { boundToThisProcess, end } from './session/processes.mjs';
import { orStop, root, setup } from './setup.mjs';

const SETTLE_MS = 150;

const electron = await orStop(() => setup({ purpose: hasDisplay ? 'app' : 'demo' }));
process.exitCode = await onDesktop(develop);

async function develop(env) {
  const changes = watchSources();
  let app = null;
  let isOver = false;
  const stop = () => {
    isOver = true;
    changes.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

  for (let changed = new Set(['electron']); !isOver; changed = await changes.next()) {
    if (!(await isBuilt())) continue;
    const isPageAlone = changed.size === 1 && changed.has('renderer');
    if (isPageAlone && app?.exitCode === null) reloadPages(app);
    else {
      if (app !== null) await end(app);
      app = openApp(env);
    }
  }
  if (app !== null) await end(app);
  return 0;
}

async function isBuilt() {
  const { code, output, isFresh } = await build({ electron });
  if (code !== 0) process.stdout.write(output);
  else if (!isFresh) say('built');
  return code === 0;
}

function openApp(env) {
  const args = [...electronArguments(), '--remote-debugging-pipe', root, ...process.argv.slice(2)];
  const stdio = ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'];
  const app = spawn(...boundToThisProcess(electron.path, args), { stdio, cwd: root, env: asApp(env) });
  app.stdio[4].on('data', (data) => {
    for (const text of data.toString().split('\0').filter(Boolean)) reloadTarget(app, JSON.parse(text));
  });
  once(app, 'exit').then(([code]) => {
    if (code === 0) say('the app was closed; a change opens it again, Ctrl+C ends');
  });
  return app;
}

// The DevTools protocol over a pipe: messages end with NUL, and no other process of this machine can join in.
function send(app, message) {
  app.stdio[3].write(`${JSON.stringify({ id: 1, ...message })}\0`);
}

function reloadPages(app) {
  send(app, { method: 'Target.getTargets' });
}

function reloadTarget(app, { result }) {
  for (const { targetId, type } of result?.targetInfos ?? []) {
    if (type === 'page') send(app, { method: 'Target.attachToTarget', params: { targetId, flatten: true } });
  }
  if (result?.sessionId) send(app, { method: 'Page.reload', sessionId: result.sessionId });
}

/** `next()` waits for changes and returns the top folders that they are in, once they have settled. */
function watchSources() {
  let changed = new Set();
  let wake = () => undefined;
  let timer;
  const watchers = ['electron', 'renderer', 'shared'].map((folder) =>
    watch(join(root, folder), { recursive: true }, () => {
      changed.add(folder);
      clearTimeout(timer);
      timer = setTimeout(() => wake(), SETTLE_MS);
    }),
  );
  const next = async () => {
    if (changed.size === 0) {
      await new Promise((resolve) => {
        wake = resolve;
      });
    }
    const found = changed;
    changed = new Set();
    return found;
  };
  const close = () => {
    for (const watcher of watchers) watcher.close();
    wake();
  };
  return { next, close };
}

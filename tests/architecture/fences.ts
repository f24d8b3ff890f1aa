import { all, arrows, type Fence, waysTo } from './arrows.ts';

/** A planted violation for each fence of biome.json, and what must pass beside it. */
export const fences: Readonly<Record<string, Fence>> = {
  ...arrows,
  'main-unseen': {
    refused: [
      ...all('electron/app/*.ts', [`import { a } from '../main.ts';`, `export * from '../main.ts';`]),
      ...all('electron/cli/*.ts', [
        `import { a } from './main.ts';`,
        `export const a = import('../../electron/main.ts');`,
      ]),
    ],
    allowed: all('electron/app/*.ts', [`import { a } from './main-window.ts';`]),
  },
  'tests-unseen': {
    refused: [
      ...all('electron/core/*.ts', [`import { a } from '#tests/fakes/clock.ts';`]),
      ...all('electron/app/*.ts', [`import { a } from '../../tests/fakes/clock.ts';`]),
      ...all('renderer/api/*.ts', [`import { a } from '../../tests/fakes/clock.ts';`]),
      ...all('scripts/*.mjs', [`import { a } from '../tests/fakes/clock.ts';`]),
    ],
    allowed: all('tests/unit/*.ts', [`import { a } from '#tests/fakes/clock.ts';`]),
  },
  'electron-package': {
    refused: [
      ...all('electron/providers/*.ts', waysTo('electron')),
      ...all('electron/ipc/*.ts', [`import { ipcMain } from 'electron/main';`]),
    ],
    allowed: [
      ...['platform/*', 'app/*', 'main', 'ipc/serve', 'preload'].map((at) => ({
        at: `electron/${at}.ts`,
        code: `import { app } from 'electron';`,
      })),
      { at: 'electron/keychain/*.ts', code: `import { a } from './electron-floor.ts';` },
    ],
  },
  'ipc-main': {
    refused: all('electron/app/*.ts', [
      `import { ipcMain } from 'electron';`,
      `import { ipcMain as door } from 'electron';`,
      `import * as electron from 'electron'; electron.ipcMain.handle('a', () => 1);`,
      `import electron from 'electron'; const { ipcMain: door } = electron; door.handle('a', () => 1);`,
    ]),
    allowed: [
      {
        at: 'electron/ipc/serve.ts',
        code: `import { ipcMain } from 'electron'; ipcMain.handle('a', () => 1);`,
      },
      { at: 'electron/app/*.ts', code: `import { app } from 'electron';` },
    ],
  },
  'ipc-renderer': {
    refused: [
      ...all('electron/app/*.ts', [`import { ipcRenderer } from 'electron';`]),
      ...all('renderer/api/*.ts', [`window.electron.ipcRenderer.invoke('a');`]),
    ],
    allowed: [{ at: 'electron/preload.ts', code: `import { ipcRenderer } from 'electron';` }],
  },
  'keytar-package': {
    refused: [
      ...all('electron/app/*.ts', waysTo('keytar')),
      ...all('electron/cli/*.ts', [`import a from 'keytar';`]),
    ],
    allowed: all('electron/keychain/*.ts', [`import keytar from 'keytar';`]),
  },
  'sqlite-module': {
    refused: all('electron/providers/*.ts', waysTo('node:sqlite')),
    allowed: [
      ...all('electron/ledger/*.ts', [`import { DatabaseSync } from 'node:sqlite';`]),
      ...all('electron/playground/*.ts', [`import { DatabaseSync } from 'node:sqlite';`]),
    ],
  },
  'http-modules': {
    refused: all('electron/providers/hooks/*.ts', [
      ...waysTo('undici'),
      ...waysTo('node:https'),
      `import { get } from 'http';`,
      `import { connect } from 'node:http2';`,
    ]),
    allowed: [
      { at: 'electron/providers/http/*.ts', code: `import { Agent } from 'undici';` },
      { at: 'electron/platform/*.ts', code: `import { Agent } from 'undici';` },
      { at: 'electron/playground/*.ts', code: `import { createServer } from 'node:http';` },
      { at: 'electron/providers/hooks/*.ts', code: `import { a } from './http-words.ts';` },
    ],
  },
  'global-fetch': {
    refused: [
      ...all('electron/exporters/*.ts', [
        `await fetch('https://example.com');`,
        `const get = fetch; export { get };`,
        `await globalThis.fetch('https://example.com');`,
        `new WebSocket('wss://example.com');`,
      ]),
      ...all('electron/app/*.ts', [
        `import { net } from 'electron'; await net.fetch('https://example.com');`,
      ]),
      ...all('renderer/api/*.ts', [`await fetch('/a');`, `new XMLHttpRequest();`]),
    ],
    allowed: [
      { at: 'electron/providers/http/*.ts', code: `await fetch('https://example.com');` },
      { at: 'electron/platform/*.ts', code: `await fetch('https://example.com');` },
      {
        at: 'electron/exporters/*.ts',
        code: `export const send = (http: { fetch(): void }) => http.fetch();`,
      },
    ],
  },
  'process-modules': {
    refused: all('electron/exporters/*.ts', [
      ...waysTo('node:child_process'),
      `import { exec } from 'child_process';`,
    ]),
    allowed: [
      { at: 'electron/platform/*.ts', code: `import { spawn } from 'node:child_process';` },
      { at: 'electron/cli/*.ts', code: `import { spawn } from 'node:child_process';` },
    ],
  },
  certificates: {
    refused: [
      ...all('electron/platform/*.ts', [
        `session.setCertificateVerifyProc((_, done) => done(0));`,
        `session['setCertificateVerifyProc'](null);`,
        `const { setCertificateVerifyProc } = session; export { setCertificateVerifyProc };`,
        `app.on('certificate-error', () => undefined);`,
      ]),
      ...all('electron/providers/http/*.ts', [`app.once("certificate-error", () => undefined);`]),
    ],
    allowed: all('electron/platform/*.ts', [
      `app.on('select-client-certificate', () => undefined);`,
      `export const a = 'setCertificateVerifyProc is forbidden';`,
    ]),
  },
  expose: {
    refused: [
      ...all('electron/core/*.ts', [
        `export const a = secret.expose();`,
        `export const a = secret?.expose();`,
        `export const a = secret['expose']();`,
        `export const a = (await store.read(id)).expose();`,
        `export const { expose } = secret;`,
        `export const { expose: open } = secret;`,
        `export const open = secret.expose;`,
      ]),
      ...[
        'core/delivering/*',
        'app/*',
        'playground/*',
        'exporters/*',
        'ledger/*',
        'ipc/*',
        'providers/engine/*',
        'cli/*',
        'cli/exec-*',
        'platform/*',
        'main',
      ].map((at) => ({
        at: `electron/${at}.ts`,
        code: `export const a = secret.expose();`,
      })),
    ],
    allowed: [
      ...[
        'keychain/*',
        'providers/http/*',
        'providers/engine/opened',
        'core/delivering/exporting',
        'core/delivering/written',
        'app/reveal-window',
        'platform/clipboard',
        'cli/exec',
        'cli/headers',
      ].map((at) => ({ at: `electron/${at}.ts`, code: `export const a = secret.expose();` })),
      { at: 'electron/core/*.ts', code: `export const exposed = secret.hint;` },
      { at: 'electron/preload.ts', code: `contextBridge.exposeInMainWorld('a', 1);` },
    ],
  },
  'page-words': {
    refused: ['app', 'features/rack', 'ui'].flatMap((folder) =>
      all(`renderer/${folder}/*.tsx`, [
        `export const A = () => <p>Nothing here</p>;`,
        `export const A = () => <p>{count} keys</p>;`,
        `export const A = () => <button aria-label="Close" />;`,
        `export const A = () => <button aria-label={'Close'} />;`,
        `export const A = () => <button title={\`\${name} is gone\`} />;`,
        `export const A = () => <Field label="Name" />;`,
        `export const A = () => <input placeholder="https://api.example.com" />;`,
      ]),
    ),
    allowed: [
      ...all('renderer/features/*.tsx', [
        `export const A = () => <p className="text-muted">{words.nothing} · {count}</p>;`,
        `export const A = () => <button aria-label={common.close} type="button" id="close" />;`,
      ]),
      { at: 'renderer/text/*.ts', code: `export const words = { nothing: 'Nothing here' };` },
    ],
  },
  'hand-written-fakes': {
    refused: all('tests/unit/*.test.ts', [`vi.mock('../a.ts');`, `vi.doMock('../a.ts', () => ({}));`]),
    allowed: all('tests/unit/*.test.ts', [`vi.useFakeTimers();`]),
  },
};

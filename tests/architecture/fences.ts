import type { Planted } from './planted.ts';

type Fence = { readonly refused: readonly Planted[]; readonly allowed: readonly Planted[] };

const all = (at: string, lines: readonly string[]): readonly Planted[] => lines.map((code) => ({ at, code }));

/** All ways to name a module: a fence that forgets one is no fence. */
const waysTo = (module: string): readonly string[] => [
  `import { a } from '${module}';`,
  `import type { a } from "${module}";`,
  `import '${module}';`,
  `export { a } from '${module}';`,
  `export * from '${module}';`,
  `export const a = await import('${module}');`,
  `export type A = import('${module}').A;`,
];

const family = (name: string, inside: string): Fence => ({
  refused: [
    ...['keychain', 'providers', 'exporters', 'ledger', 'platform', 'playground', 'ipc', 'app', 'cli']
      .filter((other) => other !== name)
      .flatMap((other) => [
        { at: `electron/${name}/${other}-*.ts`, code: `import { a } from '../${other}/b.ts';` },
        { at: `electron/${name}/deep/${other}-*.ts`, code: `export * from '../../${other}/deep/b.ts';` },
        { at: `electron/${name}/detour-${other}-*.ts`, code: `import '../${name}/../${other}/b.ts';` },
      ]),
  ],
  allowed: all(`electron/${name}/*.ts`, [
    `import { a } from './b.ts';`,
    `import { a } from '../${name}/b.ts';`,
    `import { a } from '#core/ports/files.ts';`,
    `import { a } from '#shared/model/key.ts';`,
    `import { a } from '${inside}';`,
  ]),
});

/** A planted violation for each fence of biome.json, and what must pass beside it. */
export const fences: Readonly<Record<string, Fence>> = {
  'shared-alone': {
    refused: all('shared/model/*.ts', [
      ...waysTo('react'),
      ...waysTo('node:fs'),
      ...waysTo('#core/secret.ts'),
    ]),
    allowed: all('shared/model/*.ts', [
      `import { z } from 'zod';`,
      `import * as z from 'zod/mini';`,
      `import { a } from './key.ts';`,
      `import { a } from '../text/words.ts';`,
      `import { a } from '#shared/model/key.ts';`,
    ]),
  },
  'shared-stays': {
    refused: all('shared/ipc/*.ts', [
      ...waysTo('../../electron/core/secret.ts'),
      `import { a } from '../../renderer/api/client.ts';`,
      `import { a } from '../../tests/fakes/clock.ts';`,
      `import { a } from '.././../bin/runtime.mjs';`,
    ]),
    allowed: all('shared/ipc/*.ts', [`import { a } from '../model/key.ts';`]),
  },
  'core-alone': {
    refused: all('electron/core/*.ts', [
      ...waysTo('electron'),
      ...waysTo('node:fs'),
      ...waysTo('undici'),
      `import keytar from 'keytar';`,
      `import { join } from 'path';`,
      `import { a } from '#tests/fakes/clock.ts';`,
    ]),
    allowed: all('electron/core/*.ts', [
      `import { Secret } from './secret.ts';`,
      `import { Secret } from '../core/secret.ts';`,
      `import { Secret } from '#core/secret.ts';`,
      `import { a } from '#shared/model/key.ts';`,
    ]),
  },
  'core-inward': {
    refused: [
      'keychain',
      'providers',
      'exporters',
      'ledger',
      'platform',
      'playground',
      'ipc',
      'app',
      'cli',
    ].flatMap((other) => [
      { at: `electron/core/${other}-*.ts`, code: `import { a } from '../${other}/b.ts';` },
      { at: `electron/core/deep/${other}-*.ts`, code: `import type { a } from '../../${other}/b.ts';` },
    ]),
    allowed: all('electron/core/*.ts', [
      `import { a } from './ports/ledger.ts';`,
      `import { a } from '../core/b.ts';`,
    ]),
  },
  'renderer-unprivileged': {
    refused: all('renderer/features/rack/*.tsx', [
      ...waysTo('electron'),
      ...waysTo('node:fs'),
      ...waysTo('#core/secret.ts'),
      ...waysTo('../../../electron/core/secret.ts'),
      `import { a } from 'electron/renderer';`,
      `import { a } from '../../../tests/fakes/clock.ts';`,
    ]),
    allowed: all('renderer/features/rack/*.tsx', [
      `import { a } from '../../ui/button.tsx';`,
      `import { useState } from 'react';`,
      `import { a } from '#shared/model/key.ts';`,
    ]),
  },
  'contract-types': {
    refused: all('renderer/api/*.ts', [
      `import { mainWindow } from '#shared/ipc/contract/main-window.ts';`,
      `import { type MainWindow } from '#shared/ipc/contract/main-window.ts';`,
      `import * as contract from '../../shared/ipc/contract/main-window.ts';`,
      `import '#shared/ipc/events.ts';`,
      `export * from '#shared/ipc/errors.ts';`,
      `export const a = await import('#shared/ipc/define.ts');`,
    ]),
    allowed: all('renderer/api/*.ts', [
      `import type { MainClient } from '#shared/ipc/client.ts';`,
      `export type { Result } from '#shared/ipc/errors.ts';`,
      `import type * as contract from '#shared/ipc/client.ts';`,
      `import { keySchema } from '#shared/model/key.ts';`,
    ]),
  },
  'keychain-alone': family('keychain', 'node:crypto'),
  'providers-alone': family('providers', 'zod'),
  'exporters-alone': family('exporters', 'jsonc-parser'),
  'ledger-alone': family('ledger', 'node:sqlite'),
  'platform-alone': family('platform', 'electron'),
  'playground-alone': family('playground', 'node:http'),
  'plug-ins-ports': {
    refused: ['keychain', 'providers', 'exporters', 'ledger', 'platform', 'playground'].flatMap((name) => [
      { at: `electron/${name}/a-*.ts`, code: `import { a } from '#core/vault.ts';` },
      { at: `electron/${name}/b-*.ts`, code: `export type { a } from '../core/vault.ts';` },
    ]),
    allowed: all('electron/keychain/*.ts', [
      `import type { a } from '#core/ports/secret-store.ts';`,
      `import { a } from '#core/secret.ts';`,
      `import { a } from '#core/errors.ts';`,
    ]),
  },
  'ipc-thin': {
    refused: ['app', 'cli', 'keychain', 'providers', 'exporters', 'ledger', 'platform', 'playground'].map(
      (other) => ({
        at: `electron/ipc/${other}-*.ts`,
        code: `import { a } from '../${other}/b.ts';`,
      }),
    ),
    allowed: all('electron/ipc/*.ts', [
      `import { a } from '#core/vault.ts';`,
      `import { a } from '#shared/ipc/define.ts';`,
      `import { a } from './dispatch.ts';`,
    ]),
  },
  'app-windows': {
    refused: ['cli', 'keychain', 'providers', 'exporters', 'ledger', 'playground'].map((other) => ({
      at: `electron/app/${other}-*.ts`,
      code: `import { a } from '../${other}/b.ts';`,
    })),
    allowed: all('electron/app/*.ts', [
      `import { app } from 'electron';`,
      `import { a } from '#core/secret.ts';`,
    ]),
  },
  'cli-no-app': {
    refused: all('electron/cli/*.ts', [
      ...waysTo('electron'),
      ...waysTo('../app/window.ts'),
      `import { a } from '../ipc/dispatch.ts';`,
      `import { a } from 'electron/main';`,
    ]),
    allowed: all('electron/cli/*.ts', [
      `import { a } from '../keychain/index.ts';`,
      `import { a } from '#core/vault.ts';`,
      `import { Command } from 'commander';`,
    ]),
  },
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
    allowed: all('electron/platform/*.ts', [`app.on('select-client-certificate', () => undefined);`]),
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
      ...['exporters/*', 'ledger/*', 'ipc/*', 'providers/engine/*', 'cli/*', 'platform/*', 'main'].map(
        (at) => ({
          at: `electron/${at}.ts`,
          code: `export const a = secret.expose();`,
        }),
      ),
    ],
    allowed: [
      ...[
        'keychain/*',
        'providers/http/*',
        'core/delivering',
        'core/delivering/*',
        'app/reveal-window',
        'platform/clipboard',
        'cli/exec',
        'cli/headers',
        'playground/*',
      ].map((at) => ({ at: `electron/${at}.ts`, code: `export const a = secret.expose();` })),
      { at: 'electron/core/*.ts', code: `export const exposed = secret.hint;` },
    ],
  },
  'hand-written-fakes': {
    refused: all('tests/unit/*.test.ts', [`vi.mock('../a.ts');`, `vi.doMock('../a.ts', () => ({}));`]),
    allowed: all('tests/unit/*.test.ts', [`vi.useFakeTimers();`]),
  },
};

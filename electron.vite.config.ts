import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { InlineConfig, Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The floor, not the pinned version: the same build runs on Electron 42 and on 45.
const FLOOR = { node: 'node24', chrome: 'chrome148' } as const;
const COMMAND_TARGET = 'node22.15';

// Only what cannot be in a bundle: the runtime itself, and keytar with its native binary.
const external = ['electron', 'keytar', ...builtinModules.flatMap((name) => [name, `node:${name}`])];

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** What pages need before anything is opened, by following what each module imports first. */
function follow(id: string, modules: Modules, into: Set<string>): void {
  if (into.has(id)) return;
  into.add(id);
  for (const next of modules.getModuleInfo(id)?.importedIds ?? []) follow(next, modules, into);
}

/** Radix has one entry for all its parts; these, and what they alone import, are used by views and dialogs alone. */
const LATER_OF_RADIX =
  /@radix-ui\/(?:number|react-(?:checkbox|dialog|dropdown-menu|focus-guards|menu|popover|radio-group|roving-focus|select|switch|tabs|toggle|toggle-group|use-previous|direction))\/|node_modules\/(?:aria-hidden|react-remove-scroll|react-remove-scroll-bar|react-style-singleton|use-callback-ref|use-sidecar|tslib)\//;

const ofWindow = new Set<string>();
const ofSmallPages = new Set<string>();

/**
 * Views and dialogs share so much that a chunk each would make hundreds of tiny ones, which compress badly: what is not
 * needed at first is one, and the chart's library another. Their words are a third, because a compressor that looks
 * back over 32 kB finds more in what is alike. What the window alone needs at first is one too: it is asked for while
 * main has much else to do.
 * @returns null: where the bundler puts it
 */
function chunkOf(id: string, modules: Modules): string | null {
  if (ofWindow.size === 0) {
    follow(at('renderer/index.html'), modules, ofWindow);
    for (const page of ['reveal.html', 'entry.html']) follow(at(`renderer/${page}`), modules, ofSmallPages);
  }
  if (ofSmallPages.has(id)) return null;
  if (ofWindow.has(id) && !LATER_OF_RADIX.test(id)) return id.endsWith('.html') ? null : 'window';
  if (/uplot|usage\/chart/.test(id)) return 'chart';
  return /(?:renderer|shared)\/text\//.test(id) ? 'words' : 'later';
}

const JSX = at('renderer/jsx-runtime.ts');
/** What each element of the page calls is looked up in a CommonJS module's exports, unless it is a name of our own. */
const directJsx = {
  name: 'direct-jsx',
  apply: 'build',
  enforce: 'pre',
  resolveId: (id, importer) => (id === 'react/jsx-runtime' && importer !== JSX ? JSX : null),
} as const satisfies Plugin;

/**
 * Zod says of its functions that they have no effect, but the bundler does not follow that through `z.`: schemas that
 * only the main process reads would be built in each page, and thrown away.
 */
const pureSchemas = {
  name: 'pure-schemas',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/(?:shared|renderer)\/.+\.tsx?$/, code: /import \* as z from 'zod\/mini'/ },
    handler: (code) => ({ code: code.replace(/(?<![\w$.])z\.\w+(?=\()/g, '/* @__PURE__ */ $&'), map: null }),
  },
} as const satisfies Plugin;

/** The app: main process, preload, and the three pages, each page in its own window and process. */
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: FLOOR.node,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: at('electron/main.ts'),
        // What stands behind the window is a file of its own: the window does not wait for it.
        output: { format: 'es', entryFileNames: 'main.js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: FLOOR.node,
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: at('electron/preload.ts'),
        // A sandboxed preload is one CommonJS file: it can require nothing but electron.
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    publicDir: false,
    plugins: [react(), tailwind(), directJsx, pureSchemas],
    resolve: {
      // Some libraries keep what older browsers can read where bundlers look first.
      mainFields: ['module:es2019', 'browser', 'module'],
      // React has had this hook itself since 18.
      alias: [{ find: /^use-sync-external-store\/shim(?:\/index\.js)?$/, replacement: 'react' }],
    },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: FLOOR.chrome,
      minify: true,
      // On disk, all of it at once is faster than in parts.
      chunkSizeWarningLimit: 800,
      // The page's policy allows files of the app alone, so nothing becomes a data: URL or an inline script.
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        // Libraries name their functions so for debuggers; taken for an effect, it would keep what nothing uses.
        treeshake: { manualPureFunctions: ['__name'] },
        input: {
          index: at('renderer/index.html'),
          reveal: at('renderer/reveal.html'),
          entry: at('renderer/entry.html'),
        },
        output: {
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ name: chunkOf, debugName: 'later' }],
          },
        },
      },
    },
  },
});

/** As the bundler writes what our files, and libraries that are ES modules, import. */
const IMPORTED = /^let (\w+) = require\("(node:[\w/]+)"\);$/gm;
/** Of libraries that are CommonJS only what is much to load and can stand behind a proxy: nothing extends it. */
const REQUIRED = /^\tvar (\w+) = require\("(assert|crypto)"\);$/gm;

/**
 * Loads Node's own modules when something of them is first used: most of them are needed by few commands, and to load
 * them all takes `exec` longer than its work.
 */
const LAZILY =
  'const lazily = (load) => new Proxy(() => {}, { get: (_, name) => load()[name], apply: (_, self, words) => load()(...words) });';
const lazyBuiltins = {
  name: 'lazy-builtins',
  renderChunk: (code: string) => {
    const lazy = (_: string, variable: string, name: string) =>
      `let ${variable} = lazily(() => require("${name}"));`;
    return `${LAZILY}\n${code.replace(IMPORTED, lazy).replace(REQUIRED, lazy)}`;
  },
} as const;

const ofEntry = new Set<string>();
const ofQuickCommands = new Set<string>();

/**
 * What `exec` loads stands in one file: to find, read and look through twenty takes it longer than all that they do.
 * @returns null: where the bundler puts it
 */
function commandChunkOf(id: string, modules: Modules): string | null {
  if (ofQuickCommands.size === 0) {
    follow(at('electron/cli/main.ts'), modules, ofEntry);
    follow(at('electron/cli/start.ts'), modules, ofQuickCommands);
  }
  return ofQuickCommands.has(id) && !ofEntry.has(id) ? 'start' : null;
}

/** The command: one module for plain Node, with lazy chunks beside it. `scripts/build/bundle.mjs` builds it. */
export const command: InlineConfig = {
  configFile: false,
  root: at('.'),
  publicDir: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true, external: ['keytar'] },
  plugins: [lazyBuiltins],
  build: {
    ssr: at('electron/cli/main.ts'),
    outDir: at('out/cli'),
    emptyOutDir: true,
    target: COMMAND_TARGET,
    rolldownOptions: {
      external,
      output: {
        format: 'cjs',
        entryFileNames: 'keyrack.cjs',
        chunkFileNames: 'chunks/[name].cjs',
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: commandChunkOf, debugName: 'quick' }],
        },
      },
    },
  },
};
